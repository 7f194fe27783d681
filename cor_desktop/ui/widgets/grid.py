"""Cards side by side in columns of one width: as many as there is room for, and in a row all of one height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme


class Grid(QWidget):
    """Children in reading order. `column` is the least width of one, in logical pixels at 100 %; `gap` a step."""

    def __init__(self, column: int, most: int, gap: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column, self._most, self._step = column, most, gap
        self._cells: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, cell: QWidget) -> None:
        """Put a widget after the last one."""
        self._cells.append(cell)
        cell.setParent(self)
        cell.show()
        self._changed()

    def clear(self) -> None:
        """Take everything out and let it go."""
        for cell in self._cells:
            cell.hide()
            cell.setParent(None)
            cell.deleteLater()
        self._cells.clear()
        self._changed()

    def columns(self, width: int) -> int:
        """How many columns there are at this width."""
        room = (width + self._gap) // (theme.tokens().size(self._column) + self._gap)
        return max(1, min(room, self._most))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [self._height(row, width) for row in self._rows(width)]
        return sum(heights) + self._gap * max(len(heights) - 1, 0)

    def sizeHint(self) -> QSize:
        width = self._most * theme.tokens().size(self._column) + (self._most - 1) * self._gap
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()) if self.width() else 0)

    def event(self, event: QEvent) -> bool:
        """A child has another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._changed()

    @property
    def _gap(self) -> int:
        return theme.tokens().space(self._step)

    def _changed(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _rows(self, width: int) -> list[list[QWidget]]:
        count = self.columns(width)
        return [self._cells[at : at + count] for at in range(0, len(self._cells), count)]

    def _across(self, width: int) -> int:
        count = self.columns(width)
        return (width - self._gap * (count - 1)) // count

    def _height(self, row: list[QWidget], width: int) -> int:
        across = self._across(width)
        return max(
            cell.heightForWidth(across) if cell.hasHeightForWidth() else cell.sizeHint().height() for cell in row
        )

    def _arrange(self) -> None:
        across, top = self._across(self.width()), 0
        for row in self._rows(self.width()):
            height = self._height(row, self.width())
            for place, cell in enumerate(row):
                along = place * (across + self._gap)
                left = self.width() - along - across if self.isRightToLeft() else along
                cell.setGeometry(QRect(left, top, across, height))
            top += height + self._gap
