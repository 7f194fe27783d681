"""Bringing into view what is new on a page, calmly."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEasingCurve, QEvent, QPoint, QPropertyAnimation, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from cor_desktop.ui import theme

_GLIDE = 180
"""Milliseconds."""


def reveal(*widgets: QWidget) -> None:
    """Scroll as little as it takes to show the widgets, once the layout has made room for them.

    What is higher than the page is shown from its top.
    """
    QTimer.singleShot(0, widgets[-1], lambda: _scroll_to(widgets))


def _scroll_to(widgets: tuple[QWidget, ...]) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    page = _page_of(widgets[-1])
    if page is None or not all(widget.isVisible() for widget in widgets):
        return
    moved = QPoint(0, page.verticalScrollBar().value())
    room = QRect()
    for widget in widgets:
        room |= QRect(widget.mapTo(page, QPoint(0, 0)) + moved, widget.size())
    bar, gap = page.verticalScrollBar(), theme.tokens().space(4)
    lowest = room.top() - gap
    highest = room.bottom() + gap - page.viewport().height()
    _glide(bar, lowest if highest > lowest else min(max(bar.value(), highest), lowest))


def _glide(bar: QScrollBar, to: int) -> None:
    """Scroll so that the eye can follow; at once where things shall be still."""
    for earlier in bar.findChildren(QPropertyAnimation):
        earlier.stop()
    if theme.tokens().still:
        bar.setValue(to)
        return
    glide = QPropertyAnimation(bar, b"value", bar)
    glide.setDuration(_GLIDE)
    glide.setStartValue(bar.value())
    glide.setEndValue(to)
    glide.setEasingCurve(QEasingCurve.Type.OutCubic)
    glide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


def _page_of(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
