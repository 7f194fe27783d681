from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from cor_desktop.ui.standing import Standing
from cor_desktop.ui.widgets.page import Page


def a_page(qtbot: QtBot) -> Page:
    page = Page("Title")
    for number in range(40):
        page.column.add(QPushButton(str(number)))
        page.column.add(QLineEdit())
    qtbot.addWidget(page)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_the_same_one_of_its_kind_has_the_focus_as_far_down(qtbot: QtBot) -> None:
    before, after = a_page(qtbot), a_page(qtbot)
    before.findChildren(QPushButton)[7].setFocus()
    before.verticalScrollBar().setValue(120)
    Standing.of(before).take(after)
    held = after.focusWidget()
    assert isinstance(held, QPushButton) and held.text() == "7"
    qtbot.waitUntil(lambda: after.verticalScrollBar().value() == 120)


def test_a_page_with_less_on_it_keeps_its_own_focus(qtbot: QtBot) -> None:
    before, after = a_page(qtbot), Page("Other")
    qtbot.addWidget(after)
    before.findChildren(QPushButton)[7].setFocus()
    Standing.of(before).take(after)
    assert after.focusWidget() is None


def test_without_a_page_there_is_nowhere_to_stand(qtbot: QtBot) -> None:
    assert Standing.of(None) == Standing()
    Standing.of(None).take(None)
