"""The rail at the side: the ways to the main pages.

Its buttons come with `fill`, after the first paint: until then it keeps their place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.box import Column

if TYPE_CHECKING:
    from cor_desktop.ui.rail_button import RailButton


class Way(NamedTuple):
    """One button of the rail. `lights` names the other pages on which it is lit."""

    page: str
    word: str
    icon: str
    keys: str
    lights: tuple[str, ...] = ()


WAYS = (
    Way("home", "Home", "home", "Ctrl+1", ("module", "completion", "welcome", "yours")),
    Way("certificates", "Certificates", "certificates", "Ctrl+2"),
    Way("help", "Help", "help", "Ctrl+3"),
    Way("settings", "Settings", "settings", "Ctrl+4"),
    Way("account", "Sign in", "account", "Ctrl+5", ("sign_in", "register")),
)


class Rail(Column):
    """The main pages. `go` is called with a page's name."""

    def __init__(self, go: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(gap=1, margin=2, role="rail", parent=parent)
        self.setAccessibleName("Main pages")
        self._go = go
        self.buttons: dict[str, RailButton] = {}
        self._measure()

    def fill(self) -> None:
        """Put the buttons in; the account stands apart at the bottom."""
        from cor_desktop.ui.rail_button import RailButton  # icons and Qt's many enums wait for the first paint

        for way in WAYS:
            if way.page == "account":
                self.stretch()
            self.buttons[way.page] = RailButton(way.word, way.icon, way.keys, partial(self._go, way.page))
            self.add(self.buttons[way.page])

    def light(self, page: str) -> None:
        """Show which page is open; none where it has no button."""
        for way in WAYS:
            self.buttons[way.page].setChecked(page == way.page or page in way.lights)

    def name_account(self, name: str) -> None:
        """Show who is signed in, or "Sign in"."""
        said = f"Account of {name}" if name else "Sign in"
        self.buttons["account"].name(name or "Sign in", said, self._inner_width() - theme.tokens().space(3))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "buttons"):
            self._measure()
            for button in self.buttons.values():
                button.draw()

    def _measure(self) -> None:
        now = theme.tokens()
        self.setFixedWidth(self._inner_width() + 2 * now.space(2) + 2 * now.space(1) + 4)

    def _inner_width(self) -> int:
        """As wide as the longest word, in bold."""
        return theme.tokens().font("caption") * 7
