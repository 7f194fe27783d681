"""Corrections by staff, as both sides know them: a fact of the device `server` names one, and views apply the newest.

The fact says only that there is one. What it corrects, and why, travels in the control of the reply that brings the
fact, under the server's signature: so it comes on a stick too, and no client can make one up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cor_protocol.facts import MAX_WALL

TAKEN_BACK = "taken_back"
"""Shown as if it had not happened, on whichever device."""
SET = "set"
"""Shown as having happened at the moment that the correction names."""
MAX_REASON = 300
"""Characters of a reason."""


class Correction(NamedTuple):
    """One correction, which never changes. `id` is the item of its fact.

    It is about the facts of `kind` and `item`; `time` (UTC seconds) is the moment that a `set` one sets, `at` when it
    was made; `reason` is in words for the learner. An effect that a later server adds leaves what is shown as it is.
    """

    id: str
    kind: str
    item: str
    effect: str
    time: int
    at: int
    reason: str


def to_control(corrections: Iterable[Correction]) -> list[list[object]]:
    """What stands for them under `corrections` in a reply's control."""
    return [list(each) for each in corrections]


def from_control(told: object) -> tuple[Correction, ...]:
    """Those that can be read of what a reply's control says; parts that a later server adds are passed over."""
    entries = told if isinstance(told, list) else []
    return tuple(Correction(*entry[:7]) for entry in entries if _reads(entry))


def newest(corrections: Iterable[Correction]) -> dict[tuple[str, str], Correction]:
    """By kind and item the correction that counts: the last that was made."""
    counts: dict[tuple[str, str], Correction] = {}
    for each in sorted(corrections, key=lambda each: (each.at, each.id)):
        counts[each.kind, each.item] = each
    return counts


def as_corrected(walls: Mapping[tuple[str, str], int], corrections: Iterable[Correction]) -> dict[tuple[str, str], int]:
    """When each thing happened as a view shows it, by kind and item in UTC seconds, after what staff corrected."""
    shown = dict(walls)
    for about, counts in newest(corrections).items():
        if counts.effect == TAKEN_BACK:
            shown.pop(about, None)
        elif counts.effect == SET:
            shown[about] = counts.time
    return shown


def _reads(entry: object) -> bool:
    if not isinstance(entry, list) or len(entry) < 7:
        return False
    words, numbers = [*entry[:4], entry[6]], entry[4:6]
    return all(isinstance(word, str) for word in words) and all(map(_is_moment, numbers))


def _is_moment(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and abs(number) <= MAX_WALL
