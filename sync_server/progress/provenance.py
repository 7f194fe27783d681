"""By what a date was found, in words, and as the list of numbers that is kept beside a date that is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from sync_server.common import clock, languages
from sync_server.progress.resolver import Resolved, Rule


def in_words(resolved: Resolved) -> str:
    """How a date is known: `by the computer's clock, checked on 3 May 2026`."""
    match resolved.rule, resolved.checked:
        case (Rule.OWN | Rule.LINE, int(checked)):
            return _("by the computer's clock, checked on {day}").format(day=_day(checked))
        case (Rule.OWN | Rule.LINE, None):
            return _("by the computer's clock, checked by a sync file")
        case (Rule.STAFF, int(at)):
            return _("corrected by staff on {day}").format(day=_day(at))
        case (Rule.WALL, _checked):
            return _("by the computer's clock, which was not checked")
    first, last = _day(resolved.floor), _day(resolved.top)
    if first == last:
        return _("the computer's clock was wrong; by the order of what it sent")
    return _("between {first} and {last}: the computer's clock was wrong").format(first=first, last=last)


def kept(resolved: Resolved | None) -> list[Any]:
    """What is kept beside a date: floor, date and top in UTC seconds, the rule, and when the clock was checked."""
    return [] if resolved is None else [*resolved[:3], resolved.rule.value, resolved.checked]


def read(numbers: Sequence[Any]) -> Resolved | None:
    """The same from what was kept; None where nothing was."""
    if not numbers:
        return None
    floor, date, top, rule, checked = numbers
    return Resolved(floor, date, top, Rule(rule), checked)


def _day(seconds: int) -> str:
    return languages.short_day(clock.date_of(seconds))
