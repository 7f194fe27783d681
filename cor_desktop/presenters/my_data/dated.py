"""How the day of a completion is known, in words: computers' clocks are often wrong, and the server finds the day."""

from __future__ import annotations

from cor_desktop.presenters.dates import day
from cor_desktop.sync.server import Dated
from cor_desktop.words import _


def completed_in_words(dated: Dated) -> str:
    """When a module was completed, and by which clock. A rule of a newer server is left out."""
    words = {name: day(getattr(dated, name)) for name in ("day", "earliest", "latest")}
    if dated.rule in ("own", "line"):
        if dated.checked is None:
            return _("completed on {day} by your computer’s clock, checked by a sync file").format(**words)
        checked = day(dated.checked)
        return _("completed on {day} by your computer’s clock, checked on {checked}").format(**words, checked=checked)
    if dated.rule == "wall":
        return _("completed on {day} by your computer’s clock, which could not be checked").format(**words)
    if dated.rule == "rank" and dated.earliest != dated.latest:
        return _("completed between {earliest} and {latest}: your computer’s clock was wrong").format(**words)
    return _("completed on {day}").format(**words)
