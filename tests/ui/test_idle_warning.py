from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.idle_warning import IdleWarning
from tests.fakes.finding import words_on


@pytest.fixture
def stayed() -> list[bool]:
    return []


@pytest.fixture
def below(qtbot: QtBot) -> QWidget:
    """A page with one field, which has the focus."""
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(QLineEdit(page))
    page.resize(1024, 600)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.findChildren(QLineEdit)[0].setFocus()
    return page


@pytest.fixture
def warning(below: QWidget, stayed: list[bool]) -> IdleWarning:
    return IdleWarning(below, lambda: stayed.append(True))


def test_m6_it_covers_the_page_says_what_will_be_and_takes_the_focus(warning: IdleWarning, below: QWidget) -> None:
    warning.tell(42, "What you wrote here goes with it.")
    assert warning.geometry() == below.rect()
    assert "42 seconds" in words_on(warning) and "What you wrote here" in words_on(warning)
    assert QApplication.focusWidget() is warning.stay


def test_m6_it_goes_and_gives_the_focus_back(warning: IdleWarning, below: QWidget) -> None:
    warning.tell(60, "")
    warning.tell(0, "")
    assert warning.isHidden()
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_the_button_stays(warning: IdleWarning, stayed: list[bool], qtbot: QtBot) -> None:
    warning.tell(60, "")
    qtbot.mouseClick(warning.stay, Qt.MouseButton.LeftButton)
    assert stayed == [True]


def test_it_follows_the_size_of_the_window(warning: IdleWarning, below: QWidget) -> None:
    warning.tell(60, "")
    below.resize(1200, 700)
    QApplication.processEvents()
    assert warning.geometry() == below.rect()


def test_a_page_that_is_gone_meanwhile_harms_nobody(warning: IdleWarning, below: QWidget) -> None:
    warning.tell(60, "")
    field = below.findChildren(QLineEdit)[0]
    field.setParent(None)
    field.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    warning.tell(0, "")
    assert warning.isHidden()
