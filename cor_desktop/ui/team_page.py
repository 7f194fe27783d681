"""The way to the page for a school team: printed, or saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable

from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Label, LinkButton
from cor_desktop.words import _


class TeamPage(Column):
    """Says what the page is, and offers it."""

    def __init__(self, print_out: Callable[[], None], save: Callable[[], None]) -> None:
        super().__init__(gap=1)
        self.add(Label(_("For your school team"), "label"))
        self.add(Label(_("Half an hour together on this module. It collects nothing."), "muted"))
        ways = Flow(gap=1)
        for words, act in ((_("Print"), print_out), (_("Save as a PDF"), save)):
            way = LinkButton(words, act)
            way.setAccessibleName(f"{words}: {_('For your school team')}")
            ways.add(way)
        self.add(ways)
