"""Lines in columns, as many as there are, in one piece of text: it opens at once, and keys read it line by line."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QScrollArea

from cor_desktop.presenters.my_data.parts import Line
from cor_desktop.ui import theme
from cor_desktop.ui.widgets.prose import Prose

_RIM = 2
"""The width of the line that shows the focus."""
_APART = "padding-left: 0; padding-right: 14px"
"""Columns keep apart, and begin where what stands above them begins."""
_LARGE = 125
"""Text sizes above this many percent leave no room for a third column."""
_UNBOUND = 16_777_215
"""Qt's own word for no limit to a width."""


class Ledger(Prose):
    """Shows lines below one another. Tab comes to it, and the arrow keys read."""

    def __init__(self, name: str, lines: Iterable[Line]) -> None:
        self._lines = tuple(lines)
        self._heights: dict[int, int] = {}
        super().__init__(size="body")
        self.setAccessibleName(name)
        self.setProperty("role", "ledger")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cursorPositionChanged.connect(self._follow_reader)

    def heightForWidth(self, width: int) -> int:
        """Each width is worked out once: Qt asks for the same few in turn, and many lines take their time."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width - 2 * _RIM) + 2 * _RIM
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """The height follows from the width alone: a height named here would be kept free where less is needed."""
        return QSize(theme.tokens().font("body") * 36, self.fontMetrics().height())

    def _render(self) -> None:
        self._heights.clear()
        if self.isRightToLeft():  # Qt's tables begin at the left, whatever the direction
            self._html = "".join(map(_paragraph, self._lines))
            super()._render()
        else:
            self._html = _table(self._lines)
            super()._render()
            self._trim()
        self.setMaximumWidth(_UNBOUND)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _trim(self) -> None:
        """Leave no room for the empty line that Qt puts after a table."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        line = QTextBlockFormat()
        line.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(line)

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


def _table(lines: tuple[Line, ...]) -> str:
    has_room = theme.tokens().text_size <= _LARGE
    row = _wide_row if has_room and any(line.where for line in lines) else _row
    return f'<table width="100%" cellspacing="0" cellpadding="3">{"".join(map(row, lines))}</table>'


def _wide_row(line: Line) -> str:
    left, what, where = _escaped(line)
    return (
        f'<tr><td width="26%" style="{_APART}">{_muted(left)}</td><td width="48%" style="{_APART}">{what}</td>'
        f'<td width="26%">{_muted(where)}</td></tr>'
    )


def _row(line: Line) -> str:
    left, what, where = _escaped(line)
    below = f"<br>{_muted(where)}" if where else ""
    return f'<tr><td width="36%" style="{_APART}">{_muted(left)}</td><td width="64%">{what}{below}</td></tr>'


def _paragraph(line: Line) -> str:
    left, what, where = _escaped(line)
    aside = f" · {_muted(where)}" if where else ""
    return f'<p dir="rtl">{_muted(left)} · {what}{aside}</p>'


def _escaped(line: Line) -> tuple[str, str, str]:
    return escape(line.left), escape(line.what), escape(line.where)


def _muted(words: str) -> str:
    return f'<span style="color: {theme.tokens().colours.muted}">{words}</span>'
