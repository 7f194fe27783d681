"""The rail at the side: the ways to the main pages, an icon above a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.box import Column


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
    """The main pages. `go` is called with a page's name; icons come with `fill`, after the first paint."""

    def __init__(self, go: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(gap=1, margin=2, role="rail", parent=parent)
        self.setAccessibleName("Main pages")
        self._filled = False
        self._blank = _blank()
        self.buttons = {way.page: self._button(way, go) for way in WAYS}
        for way in WAYS[:-1]:
            self.add(self.buttons[way.page])
        self.stretch()
        self.add(self.buttons["account"])
        self._measure()

    def fill(self) -> None:
        """Draw the icons, in the colours of now."""
        self._filled = True
        colours = theme.tokens().colours
        from cor_desktop.ui import icons

        for way in WAYS:
            self.buttons[way.page].setIcon(icons.icon(way.icon, colours.ink, colours.accent))

    def light(self, page: str) -> None:
        """Show which page is open; none where it has no button."""
        lit = next((way.page for way in WAYS if page == way.page or page in way.lights), "")
        for name, button in self.buttons.items():
            button.setChecked(name == lit)

    def name_account(self, name: str) -> None:
        """Show who is signed in, or "Sign in"."""
        button = self.buttons["account"]
        shown = button.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, self._inner_width() - theme.tokens().space(3)
        )
        button.setText((shown or "Sign in").replace("&", "&&"))
        button.setAccessibleName(f"Account of {name}" if name else "Sign in")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "buttons"):
            self._measure()
            if self._filled:
                self.fill()

    def _button(self, way: Way, go: Callable[[str], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "nav")
        button.setText(way.word)
        button.setIcon(self._blank)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(f"{way.word} ({way.keys})")
        button.setAccessibleName(way.word)
        # Which button is lit follows from the page that opens (`light`), not from the press.
        button.clicked.connect(lambda lit: button.setChecked(not lit))
        button.clicked.connect(lambda _lit: go(way.page))
        return button

    def _measure(self) -> None:
        now = theme.tokens()
        side = now.space(5)
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))
        self.setFixedWidth(self._inner_width() + 2 * now.space(2) + 2 * now.space(1) + 4)

    def _inner_width(self) -> int:
        """As wide as the longest word, in bold."""
        return theme.tokens().font("caption") * 7


def _blank() -> QIcon:
    """Keeps an icon's place until it is drawn, so that words do not jump."""
    empty = QPixmap(1, 1)
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)
