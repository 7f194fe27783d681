"""A row that wraps where the window is narrow or the text large.

A plain widget rather than a QLayout: it owns its children like any parent, and needs no items between.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cor_desktop.ui import theme


class Flow(QWidget):
    """Children in lines, in reading direction, each at its own size. `gap` is a step of `Tokens.space`."""

    def __init__(self, gap: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._children: list[QWidget] = []
        self._step = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, child: QWidget) -> None:
        """Put a widget after the last one; one that was hidden before stays hidden."""
        hidden = child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and child.isHidden()
        self._children.append(child)
        child.setParent(self)
        child.setVisible(not hidden)
        self._changed()

    def clear(self) -> None:
        """Take everything out and let it go."""
        for child in self._children:
            child.hide()
            child.setParent(None)
            child.deleteLater()
        self._children.clear()
        self._changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = list(self._lines(width))
        return sum(map(_height, lines)) + self._gap * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:
        hints = [_size(child) for child in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        hints = [_least(child) for child in self._shown()]
        return QSize(max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0))

    def event(self, event: QEvent) -> bool:
        """A child has another size, was shown, or was hidden."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def _gap(self) -> int:
        return theme.tokens().space(self._step)

    def _shown(self) -> list[QWidget]:
        return [child for child in self._children if not child.isHidden()]

    def _changed(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _lines(self, width: int) -> Iterator[list[QWidget]]:
        line: list[QWidget] = []
        used = 0
        for child in self._shown():
            needs = _size(child).width() + self._gap
            if line and used + needs - self._gap > width:
                yield line
                line, used = [], 0
            line.append(child)
            used += needs
        if line:
            yield line

    def _arrange(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            self._place(line, top, _height(line))
            top += _height(line) + self._gap

    def _place(self, line: list[QWidget], top: int, height: int) -> None:
        along = 0
        for child in line:
            size = _size(child).boundedTo(QSize(max(self.width(), 1), height))
            x = self.width() - along - size.width() if self.isRightToLeft() else along
            child.setGeometry(QRect(QPoint(x, top + (height - size.height()) // 2), size))
            along += size.width() + self._gap


def _size(child: QWidget) -> QSize:
    return child.sizeHint().expandedTo(child.minimumSizeHint()).expandedTo(child.minimumSize())


def _least(child: QWidget) -> QSize:
    """What has words of any length may be narrower than they are."""
    return child.minimumSizeHint().expandedTo(child.minimumSize()) if child.property("shrinks") else _size(child)


def _height(line: list[QWidget]) -> int:
    return max(_size(child).height() for child in line)
