"""The one kind of HTML that may be shown, checked when a pack is made and again when it is opened.

The grammar is stricter than HTML: what is not exactly as the packer writes it is refused. A forgiving parser would
have to forgive in the same way as the one that shows the text.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import typing
from collections.abc import Iterator
from typing import Any

from cor_protocol.module import SAFE_TAGS, Html

_VOID = frozenset({"br"})
_DEEPEST = 20
"""How many elements may be open at once: the window takes minutes to lay out lists within lists a thousand deep."""
_TAG_NAMES = "|".join(sorted(SAFE_TAGS))
_TOKEN = re.compile(
    r"(?P<text>[^<>&\x00-\x08\x0b-\x1f\x7f]+|&(?:amp|lt|gt|quot);)"
    r'|<(?P<link>a) href="(?:cite:[a-z0-9-]+|https://[^"<>\s\\]+)">'
    rf"|<(?P<open>(?!a>)(?:{_TAG_NAMES}))>"
    rf"|</(?P<close>{_TAG_NAMES})>"
)


def html_problem(html: str) -> str | None:
    """Tell in a few words what in `html` is not of the safe subset, or None where all of it is."""
    open_tags: list[str] = []
    position = 0
    while position < len(html):
        token = _TOKEN.match(html, position)
        if token is None:
            return f"“{html[position : position + 20]}” is not allowed"
        if not _follow(token, open_tags):
            return f"{token.group()} does not close what was opened last"
        if len(open_tags) > _DEEPEST:
            return f"{token.group()} stands too deep within others"
        position = token.end()
    return f"<{open_tags[-1]}> is not closed" if open_tags else None


def every_html(value: Any) -> Iterator[Html]:
    """Give every Html that `value` holds: a module, or any dataclass or tuple of one."""
    if isinstance(value, tuple):
        for item in value:
            yield from every_html(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name, is_html in _fields_of(type(value)):
            found = getattr(value, name)
            yield from _as_html(found) if is_html else every_html(found)


def _follow(token: re.Match[str], open_tags: list[str]) -> bool:
    """Keep `open_tags` up to date with one token; False where it closes what is not open."""
    opened = token["link"] or token["open"]
    if opened and opened not in _VOID:
        open_tags.append(opened)
    if token["close"]:
        return bool(open_tags) and open_tags.pop() == token["close"]
    return True


def _as_html(found: Any) -> Iterator[Html]:
    yield from found if isinstance(found, tuple) else (found,)


@functools.cache
def _fields_of(kind: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a dataclass, and whether each is Html or a tuple of it."""
    hints = typing.get_type_hints(kind)
    return tuple((name, Html in (hint, *typing.get_args(hint))) for name, hint in hints.items())
