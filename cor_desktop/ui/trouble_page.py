"""The page that says why another one cannot be shown."""

from __future__ import annotations

from cor_desktop.errors import Trouble
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.page import Page
from cor_desktop.words import _


class TroublePage(Page):
    """Says what happened where a page cannot be shown."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(_("This cannot be opened"), ems=46)
        banner = Banner()
        self.column.add(banner)
        self.column.stretch()
        banner.tell_trouble(trouble)
