"""A campaign: steps that each take long, run one after the other, and a short table of what came of them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PASSED, FAILED, NOT_DONE = "passed", "FAILED", "not done"
EXIT = {PASSED: 0, FAILED: 1, NOT_DONE: 3}


@dataclass(frozen=True, slots=True)
class Step:
    """A command and what it shows; `environment` is what it is given beside ours."""

    words: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step, in how many seconds; `note` says where to read more, or why it was not done."""

    words: str
    result: str
    seconds: float = 0.0
    note: str = ""


def run(step: Step, logs: Path) -> Outcome:
    """Run a step to its end; what it says goes to a file of its own."""
    logs.mkdir(parents=True, exist_ok=True)
    log = log_of(step.words, logs)
    began = time.monotonic()
    with log.open("wb") as said:
        done = subprocess.run(
            step.command, env=os.environ | dict(step.environment), stdout=said, stderr=subprocess.STDOUT, check=False
        )
    result = PASSED if done.returncode == 0 else FAILED
    return Outcome(step.words, result, time.monotonic() - began, "" if result == PASSED else str(log))


def log_of(words: str, logs: Path) -> Path:
    """The file of what a step says."""
    return logs / f"{words.replace(' ', '-').replace(',', '')}.log"


def tell(outcomes: Sequence[Outcome]) -> int:
    """Print the table; gives the exit code: 1 where anything failed, 3 where anything could not be done."""
    for outcome in outcomes:
        print(f"  {outcome.words:44} {outcome.result:10} {outcome.seconds:6.0f} s  {outcome.note}".rstrip())
    results = {outcome.result for outcome in outcomes}
    return EXIT[FAILED] if FAILED in results else EXIT[NOT_DONE] if NOT_DONE in results else EXIT[PASSED]
