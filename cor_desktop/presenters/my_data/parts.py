"""What a page or a copy of the learner's data is made of: parts, with a few lines, and groups that may be long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from cor_desktop.words import _, marked, ngettext


class Line(NamedTuple):
    """One line: a name or a moment, what is held there, and where it comes from."""

    left: str
    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together. They are put into words only when somebody wants to see them."""

    title: str
    count: int
    lines: Callable[[], tuple[Line, ...]]

    @property
    def words(self) -> str:
        """The title, and how many lines there are."""
        return _("{title} · {items}").format(title=self.title, items=items(self.count))


SEALED = marked("Sealed")
"""Nobody reads it on the disk without the learner's password, or this computer's key."""
READABLE = marked("Readable on this disk, without your name")
"""Whoever can open the learner's files can read it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is held. `tag` says how it lies on the disk, in a word; empty where that is not the point."""

    title: str
    sentences: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()
    tag: str = ""

    @property
    def is_sealed(self) -> bool:
        """Whether the tag is the good one."""
        return self.tag == _(SEALED)


def items(count: int) -> str:
    """How many: "12 items", as the line at the bottom calls them."""
    return ngettext("{count} item", "{count} items", count).format(count=count)
