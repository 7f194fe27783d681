"""The text of a policy: Markdown of headings, paragraphs and lists only, which needs no library to be shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from sync_server.common.languages import known
from sync_server.policies.models import PolicyVersion

_TEXTS = Path(__file__).parent / "texts"
_WRITTEN_IN = "en"
"""The language that versions are written in, and that counts; `texts/N.es.md` is a translation of version N."""


class Part(NamedTuple):
    """A part of the text: `kind` is `heading`, `paragraph` or `list`; only a list has more than one line."""

    kind: str
    lines: tuple[str, ...]


class Shown(NamedTuple):
    """A version as somebody reads it, and the language of title and text."""

    title: str
    text: str
    language: str


def shipped(version: int) -> tuple[str, str]:
    """Title and text of a version that comes with the program."""
    return _read(f"{version}.md")


def in_language(policy: PolicyVersion, language: str) -> Shown:
    """The version in a language, where it is one that comes with the program and has a translation; else as written."""
    path = _TEXTS / f"{policy.version}.{known(language)}.md"
    if path.is_file() and (policy.title, policy.text) == shipped(policy.version):
        return Shown(*_read(path.name), language)
    return Shown(policy.title, policy.text, _WRITTEN_IN)


def parts(text: str) -> list[Part]:
    """The text in its parts, without the marks."""
    return [_part(block.strip()) for block in text.split("\n\n") if block.strip()]


@cache
def _read(name: str) -> tuple[str, str]:
    title, _, text = (_TEXTS / name).read_text("utf-8").partition("\n")
    return title.removeprefix("# ").strip(), text.strip() + "\n"


def _part(block: str) -> Part:
    if block.startswith("## "):
        return Part("heading", (block.removeprefix("## "),))
    if block.startswith("- "):
        return Part("list", tuple(line.removeprefix("- ") for line in block.splitlines()))
    return Part("paragraph", (" ".join(block.splitlines()),))
