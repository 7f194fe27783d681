"""The text of a policy: Markdown of headings, paragraphs and lists only, which needs no library to be shown."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_TEXTS = Path(__file__).parent / "texts"


class Part(NamedTuple):
    """A part of the text: `kind` is `heading`, `paragraph` or `list`; only a list has more than one line."""

    kind: str
    lines: tuple[str, ...]


def shipped(version: int) -> tuple[str, str]:
    """Title and text of a version that comes with the program."""
    title, _, text = (_TEXTS / f"{version}.md").read_text("utf-8").partition("\n")
    return title.removeprefix("# ").strip(), text.strip() + "\n"


def parts(text: str) -> list[Part]:
    """The text in its parts, without the marks."""
    return [_part(block.strip()) for block in text.split("\n\n") if block.strip()]


def _part(block: str) -> Part:
    if block.startswith("## "):
        return Part("heading", (block.removeprefix("## "),))
    if block.startswith("- "):
        return Part("list", tuple(line.removeprefix("- ") for line in block.splitlines()))
    return Part("paragraph", (" ".join(block.splitlines()),))
