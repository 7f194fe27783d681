from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.reading import Reading

TEXT = "# Privacy\n\nSee [more](https://example.org).\n\n" + "A line.\n\n" * 60


@pytest.fixture
def reading(qtbot: QtBot) -> Reading:
    made = Reading("Privacy policy")
    qtbot.addWidget(made)
    made.set_markdown(TEXT)
    made.resize(400, made.height())
    made.show()
    return made


def test_it_begins_at_the_beginning_and_scrolls_by_keys(reading: Reading, qtbot: QtBot) -> None:
    with qtbot.waitActive(reading):
        reading.activateWindow()
    reading.begin_reading()
    QApplication.processEvents()
    assert (reading.verticalScrollBar().value(), reading.accessibleName()) == (0, "Privacy policy")
    qtbot.keyClick(reading, Qt.Key.Key_PageDown)
    assert reading.verticalScrollBar().value() > 0


def test_no_html_and_no_picture_comes_in_with_the_text(reading: Reading) -> None:
    reading.set_markdown("Before <b>bold</b> ![x](file:///etc/hostname) after")
    assert "<b>" in reading.toPlainText()
    assert reading.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_it_stays_within_a_small_window_at_double_text(reading: Reading, theme: Theme) -> None:
    theme.apply("light", 200, False)
    assert reading.height() <= 340
