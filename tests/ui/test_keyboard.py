"""Everything can be reached and done without a mouse, and whatever has the focus has a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.house import House

PAGES = (
    "home",
    "certificates",
    "help",
    "settings",
    "sync",
    "register",
    "sign_in",
    "code",
    "reset",
    "new_password",
    "account",
    "my_data",
)


def reached_by_tab(house: House, qtbot: QtBot) -> list[QWidget]:
    """Everything that Tab comes to, until it comes round."""
    assert house.window.isActiveWindow()
    reached: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in reached:
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    return reached


def controls_of(house: House) -> set[QWidget]:
    """What can be pressed or typed in on the screen. Of round buttons that belong together, Tab comes to one."""
    window = house.window
    found = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    shown = {one for one in found if one.isVisibleTo(window) and one.isEnabled()}
    return {
        one for one in shown if not (isinstance(one, QAbstractButton) and one.autoExclusive() and not one.isChecked())
    }


@pytest.fixture
def at(ana_house: House, qtbot: QtBot) -> House:
    with qtbot.waitActive(ana_house.window):
        ana_house.window.activateWindow()
    return ana_house


@pytest.mark.parametrize("page", PAGES)
def test_tab_comes_to_everything(at: House, page: str, qtbot: QtBot) -> None:
    at.navigation.go(page)
    QApplication.processEvents()
    rail = set(at.window.rail.buttons.values())
    assert controls_of(at) - set(reached_by_tab(at, qtbot)) - rail == set()


@pytest.mark.parametrize("page", PAGES)
def test_tab_comes_to_the_whole_rail(at: House, page: str, qtbot: QtBot) -> None:
    at.navigation.go(page)
    QApplication.processEvents()
    assert set(at.window.rail.buttons.values()) - set(reached_by_tab(at, qtbot)) == set()


@pytest.mark.parametrize("page", PAGES)
def test_whatever_has_the_focus_has_a_name(at: House, page: str, qtbot: QtBot) -> None:
    at.navigation.go(page)
    QApplication.processEvents()
    nameless = []
    for widget in reached_by_tab(at, qtbot):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            nameless.append(widget)
    assert nameless == []


@pytest.mark.parametrize(
    ("key", "modifier", "page"),
    [
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier, "home"),
        (Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier, "certificates"),
        (Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier, "help"),
        (Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier, "settings"),
        (Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier, "account"),
        (Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier, "sync"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help"),
    ],
)
def test_pages_have_keys(at: House, key: Qt.Key, modifier: Qt.KeyboardModifier, page: str, qtbot: QtBot) -> None:
    at.navigation.go("sign_in" if page == "home" else "home")
    qtbot.keyClick(at.window, key, modifier)
    assert at.navigation.place.value.page == page


def test_alt_left_goes_back(at: House, qtbot: QtBot) -> None:
    at.navigation.go("help")
    qtbot.keyClick(at.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert at.navigation.place.value.page == "home"
