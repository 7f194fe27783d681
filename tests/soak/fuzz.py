"""Fuzzes one target with atheris for some seconds: `python -m tests.soak.fuzz message 60 FOLDER`.

Ends with 0 where nothing was found; what crashed it, or hung for ten seconds, is left in the folder.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import atheris as _atheris

atheris: Any = _atheris  # it has no types

with atheris.instrument_imports(include=["cor_protocol", "cor_desktop.authoring", "cor_desktop.learning"]):
    from tests.soak.targets import TARGETS, seeds

HANGS_AFTER = 10
LARGEST = 20_000


def main(target: str, seconds: str, folder: str) -> None:
    """Fuzz until the time is over; libFuzzer ends the process."""
    corpus = Path(folder) / target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed{number}").write_bytes(seed)
    limits = [
        f"-max_total_time={seconds}",
        f"-timeout={HANGS_AFTER}",
        f"-max_len={LARGEST}",
        "-rss_limit_mb=2048",
        "-len_control=0",
    ]
    atheris.Setup(["fuzz", *limits, f"-artifact_prefix={corpus}-", str(corpus)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
