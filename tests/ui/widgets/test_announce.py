from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.announce import announce


def test_a_screen_reader_that_listens_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    label = QLabel()
    qtbot.addWidget(label)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    announce(label, "Said on a page that is not shown.")
    QApplication.processEvents()
    announce(label, "Saved.")
    label.show()
    QApplication.processEvents()
    assert said == ["Saved."]
