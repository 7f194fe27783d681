"""A row that wraps where the window is narrow or the text large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from cor_desktop.ui import theme


class FlowLayout(QLayout):
    """Lays children in lines, in reading direction, each at its own size."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._step = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        gap = theme.tokens().space(self._step)
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._shown()]
        return QSize(max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, place: bool) -> int:
        gap = theme.tokens().space(self._step)
        top, height = rect.top(), 0
        for line in self._lines(rect.width(), gap):
            top += height + (gap if height else 0)
            height = max(item.sizeHint().height() for item in line)
            if place:
                self._place(line, rect, top, height, gap)
        return top + height - rect.top()

    def _lines(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = width + 1
        for item in self._shown():
            needs = item.sizeHint().width()
            if used + gap + needs > width:
                lines.append([])
                used = -gap
            lines[-1].append(item)
            used += gap + needs
        return lines

    def _place(self, line: list[QLayoutItem], rect: QRect, top: int, height: int, gap: int) -> None:
        left = rect.left()
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        for item in line:
            size = item.sizeHint().boundedTo(QSize(rect.width(), height))
            x = rect.right() + 1 - (left - rect.left()) - size.width() if mirrored else left
            item.setGeometry(QRect(QPoint(x, top + (height - size.height()) // 2), size))
            left += size.width() + gap


class Flow(QWidget):
    """A widget whose children flow. `gap` is a step of `Tokens.space`."""

    def __init__(self, gap: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, child: QWidget) -> None:
        """Put a widget after the last one."""
        self._flow.addWidget(child)

    def clear(self) -> None:
        """Take everything out and let it go."""
        while (item := self._flow.takeAt(0)) is not None:
            if child := item.widget():
                child.setParent(None)
                child.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._flow.invalidate()
