"""The way to My data, from Settings and from the account."""

from __future__ import annotations

from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _


class Door(Card):
    """What is behind it, and its button, which the page that has it joins to the way there."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QuietButton(_("My data"))
        row = Flow()
        row.add(self.button)
        self.add(Label(_("Privacy"), "heading"))
        self.add(Label(_("What is held about you, on this computer and on the server: all of it, in plain words.")))
        self.add(row)
