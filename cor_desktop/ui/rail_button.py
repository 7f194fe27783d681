"""One button of the rail: an icon above a word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton

from cor_desktop.ui import icons, theme
from cor_desktop.ui.widgets.heard import HeardButton, heard
from cor_desktop.ui.widgets.text import plain_tip


class RailButton(QToolButton):
    """Calls `pressed`. Whether it is lit follows from the page that opens, not from the press."""

    heard_as = HeardButton

    def __init__(self, word: str, icon: str, keys: str, pressed: Callable[[], None]) -> None:
        super().__init__()
        heard(self, "tab")
        self._icon, self._keys = icon, keys
        self.setProperty("role", "nav")
        self.setText(word)
        self._say(word)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda lit: self.setChecked(not lit))
        self.clicked.connect(lambda _lit: pressed())
        self.draw()

    def draw(self) -> None:
        """Draw the icon in the size and colours of now."""
        now = theme.tokens()
        self.setIconSize(QSize(now.space(5), now.space(5)))
        self.setIcon(icons.icon(self._icon, now.colours.ink, now.colours.accent))

    def name(self, word: str, said: str, width: int) -> None:
        """Show another word, cut to `width` pixels; `said` is what a screen reader says."""
        shown = self.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, width)
        self.setText(shown.replace("&", "&&"))
        self._say(said)

    def _say(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(f"{words} ({self._keys})"))
