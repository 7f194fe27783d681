"""The rail at the side: the ways to the main pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.rail_button import RailButton
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.skeleton import RAIL_EMS, rail_width
from cor_desktop.words import _, marked, pgettext


class Way(NamedTuple):
    """One button of the rail. `lights` names the other pages on which it is lit."""

    page: str
    word: str
    icon: str
    keys: str
    lights: tuple[str, ...] = ()


WAYS = (
    Way("home", marked("Home"), "home", "Ctrl+1", ("module", "completion", "welcome", "yours")),
    Way("certificates", marked("Certificates"), "certificates", "Ctrl+2"),
    Way("help", marked("Help"), "help", "Ctrl+3"),
    Way("settings", marked("Settings"), "settings", "Ctrl+4", ("my_data",)),
    Way(
        "account",
        marked("Sign in"),
        "account",
        "Ctrl+5",
        ("lock", "sign_in", "register", "code", "reset", "new_password", "browser"),
    ),
)


class Rail(Column):
    """The main pages. `go` is called with a page's name."""

    def __init__(self, go: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(gap=1, margin=2, role="rail", parent=parent)
        heard(self, "tabs")
        self.setAccessibleName(_("Main pages"))
        self.setFixedWidth(rail_width())
        self._shut = False
        self.buttons: dict[str, RailButton] = {}
        for way in WAYS:
            if way.page == "account":  # it stands apart, at the bottom
                self.stretch()
            self.buttons[way.page] = RailButton(_(way.word), way.icon, way.keys, partial(go, way.page))
            self.add(self.buttons[way.page])

    def light(self, page: str) -> None:
        """Show which page is open; none where it has no button."""
        for way in WAYS:
            self.buttons[way.page].setChecked(page == way.page or page in way.lights)

    def offer_certificates(self, started: bool) -> None:
        """Lead to certificates, once somebody has begun to learn."""
        self.buttons["certificates"].setVisible(started and not self._shut)

    def shut(self, locked: bool) -> None:
        """Leave only the way to help, and the one to unlock, while the learner is locked away."""
        self._shut = locked
        for page, button in self.buttons.items():
            button.setVisible(not locked or page in ("help", "account"))
        if locked:
            self.buttons["account"].name(_("Locked"), _("Locked"), self._inner_width())

    def name_account(self, name: str) -> None:
        """Show who is signed in, or "Sign in"."""
        said = _("Account of {name}").format(name=name) if name else _("Sign in")
        word = name or pgettext("in the rail: as short as can be", "Sign in")
        self.buttons["account"].name(word, said, self._inner_width() - theme.tokens().space(3))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "buttons"):
            self.setFixedWidth(rail_width())
            for button in self.buttons.values():
                button.draw()

    def _inner_width(self) -> int:
        """As wide as the longest word, in bold."""
        return theme.tokens().font("caption") * RAIL_EMS
