"""A course that tells every answer: each sentence, card, step and moment that can be chosen bears a mark.

It is made in memory from the course on the disk, which bears none. So wherever the mark is found afterwards, an answer,
or what it got back, has left the memory.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from cor_protocol.module import Activity, Module

MARK = "Thrumbelwick"
_KEPT = frozenset({"id", "title", "objectives", "body"})
"""What every learner has in common: it names the activity in the record, in the window's outline and in its text."""
_WORDS_OF_THE_FORMAT = frozenset({"select", "tone"})


def marked(module: Module) -> Module:
    """The same module with everything marked that can be an answer, or follow from one."""
    return dataclasses.replace(module, activities=tuple(map(_marked_activity, module.activities)))


def _marked_activity(activity: Activity) -> Activity:
    own = {field.name: getattr(activity, field.name) for field in dataclasses.fields(activity)}
    return dataclasses.replace(activity, **{name: _marked(one) for name, one in own.items() if name not in _KEPT})


def _marked(value: Any) -> Any:
    if isinstance(value, str):
        return f"{MARK} {value}"
    if isinstance(value, tuple):
        return tuple(map(_marked, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in dataclasses.fields(value) if field.name not in _WORDS_OF_THE_FORMAT)
        return dataclasses.replace(value, **{name: _marked(getattr(value, name)) for name in names})
    return value


def hand_in_marked() -> None:
    """From now on every catalog of this process gives marked modules."""
    from cor_desktop.learning.catalog import Catalog

    plain = Catalog.module
    Catalog.module = lambda self, key, version=None: marked(plain(self, key, version))  # type: ignore[method-assign]
