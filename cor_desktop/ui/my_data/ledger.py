"""Lines in columns, as many as there are, in one piece of text: it opens at once, and keys read it line by line."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QScrollArea

from cor_desktop.presenters.my_data.parts import Line
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.words import is_right_to_left

_RIM = 2
"""The width of the line that shows the focus."""
_WIDTHS = {2: (36, 64), 3: (26, 44, 30)}
"""How wide the columns are, in percent."""


class Ledger(Prose):
    """Shows lines below one another. Tab comes to it, and the arrow keys read."""

    def __init__(self, name: str, lines: Iterable[Line]) -> None:
        super().__init__(_table(tuple(lines)), size="body")
        self.setAccessibleName(name)
        self.setProperty("role", "ledger")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cursorPositionChanged.connect(self._follow_reader)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width - 2 * _RIM) + 2 * _RIM

    def sizeHint(self) -> QSize:
        width = theme.tokens().font("body") * 36
        return QSize(width, self.heightForWidth(width))

    def _render(self) -> None:
        super()._render()
        self.setMaximumWidth(_UNBOUND)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _follow_reader(self) -> None:
        """Keep the line that is read on the screen: the page scrolls, not the text."""
        page = self.parent()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parent()
        column = page.widget() if isinstance(page, QScrollArea) else None
        if isinstance(page, QScrollArea) and column is not None and self.hasFocus():
            line = self.cursorRect()
            place = self.viewport().mapTo(column, QPoint(0, line.center().y()))
            page.ensureVisible(place.x(), place.y(), 0, 2 * line.height())


_UNBOUND = 16_777_215
"""Qt's own word for no limit to a width."""


def _table(lines: tuple[Line, ...]) -> str:
    widths = _WIDTHS[3 if any(line.where for line in lines) else 2]
    direction = "rtl" if is_right_to_left() else "ltr"
    rows = "".join(f"<tr>{_cells(line, widths)}</tr>" for line in lines)
    return f'<table width="100%" cellspacing="0" cellpadding="3" dir="{direction}">{rows}</table>'


def _cells(line: Line, widths: tuple[int, ...]) -> str:
    return "".join(f'<td width="{width}%">{escape(words)}</td>' for words, width in zip(line, widths, strict=False))
