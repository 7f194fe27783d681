"""Saying something to a screen reader without moving the focus."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text`, after what it is saying now, if `widget` is on the screen then.

    A page that is being entered is, in a moment; one that was left and hears of news is not.
    """
    if QAccessible.isActive():
        QTimer.singleShot(0, widget, lambda: _say(widget, text))


def _say(widget: QWidget, text: str) -> None:
    if widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
