"""`make acceptance`: what a release is held to beside its tests: PostgreSQL in SQLite's place, and known weaknesses.

What could not be done is told and not counted as passed: the exit code is 3 then, and 1 where something failed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.campaign import NOT_DONE, PASSED, Outcome, Step, log_of, run, tell
from tools.postgresql import NoPostgresql, cluster

LOGS = Path(".run") / "acceptance"
_UNREACHED = ("ConnectionError", "ServiceError", "Max retries exceeded", "Temporary failure", "Name or service")
"""By these words pip-audit tells that the list of weaknesses did not answer."""
_SKIPPED = "could not be audited"
"""By these it tells of a package that it looked nothing up for, and calls the rest free of weaknesses."""


def main() -> int:
    """Do everything; gives the exit code."""
    print(f"Each step writes what it says to {LOGS}.", flush=True)
    return tell([postgresql(), known_weaknesses()])


def postgresql() -> Outcome:
    """The server's tests against a PostgreSQL of our own."""
    words = "server tests on PostgreSQL"
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile"]
    try:
        with cluster() as url:
            return run(Step(words, [*pytest, "tests/server"], {"COR_DATABASE_URL": url}), LOGS)
    except NoPostgresql as reason:
        return Outcome(words, NOT_DONE, note=str(reason))


def known_weaknesses() -> Outcome:
    """What is known of the packages that people run, asked where pip-audit asks."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", "requirements/run.txt", "--disable-pip"]
    outcome = run(Step("known weaknesses of packages", [*command, "--progress-spinner", "off"]), LOGS)
    return judged(outcome, log_of(outcome.words, LOGS).read_text("utf-8", "replace"))


def judged(outcome: Outcome, said: str) -> Outcome:
    """The outcome; not done, where what was said shows that nobody answered."""
    if outcome.result == PASSED and (skipped := said.count(_SKIPPED)):
        return Outcome(outcome.words, NOT_DONE, outcome.seconds, f"nothing could be looked up for {skipped} packages")
    if outcome.result == PASSED or not any(word in said for word in _UNREACHED):
        return outcome
    return Outcome(outcome.words, NOT_DONE, outcome.seconds, "the list of known weaknesses could not be reached")


if __name__ == "__main__":
    sys.exit(main())
