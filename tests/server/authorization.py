"""Reads authorization.txt, the table of who may do what."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("authorization.txt")


class Row(NamedTuple):
    """What an operation answers about somebody's belongings, by actor."""

    operation: str
    whose: str
    outcomes: dict[str, str]


def rows(section: str) -> list[Row]:
    """The rows of a section: one for each operation and whose belongings it is about."""
    lines = TABLE.read_text("utf-8").partition(f"[{section}]\n")[2].partition("\n\n")[0].splitlines()
    actors = lines[0].split()
    return [row for line in lines[1:] for row in _rows(line, actors)]


def _rows(line: str, actors: list[str]) -> list[Row]:
    methods, address, whose, *words = line.split()
    assert len(words) == len(actors), line
    outcomes = dict(zip(actors, words, strict=True))
    return [Row(f"{method} {address}", each, outcomes) for method in methods.split(",") for each in whose.split(",")]
