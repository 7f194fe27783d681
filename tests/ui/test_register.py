from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import who
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.register import RegisterPage
from tests.fakes.finding import button, page_of

TYPED = ("Ana", "Bell", "ana@example.org", "four quiet words here")


def open_page(house: House) -> RegisterPage:
    house.navigation.go("register")
    return page_of(house, RegisterPage)


def test_an_account_is_made_by_keyboard_alone(guest_house: House, guest: Desk, qtbot: QtBot) -> None:
    page = open_page(guest_house)
    with qtbot.waitActive(guest_house.window):
        guest_house.window.activateWindow()
    page.focus_first()
    for words in TYPED:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        qtbot.keyClicks(focused, words)
        qtbot.keyClick(focused, Qt.Key.Key_Tab if words != TYPED[-1] else Qt.Key.Key_Return)
    assert page_of(guest_house, HomePage).title.text() == "Welcome, Ana"
    learner = who(guest)
    assert learner is not None and learner.last_name == "Bell"


def test_each_fault_stands_beside_its_field(guest_house: House, qtbot: QtBot) -> None:
    page = open_page(guest_house)
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert all(field.error for field in page.fields.values())
    assert "first name" in page.fields["first_name"].edit.accessibleDescription()


def test_working_offline_is_said_on_the_page(guest_house: House, qtbot: QtBot) -> None:
    guest_house.sync.work_offline(True)
    page = open_page(guest_house)
    for field, words in zip(page.fields.values(), TYPED, strict=True):
        field.edit.setText(words)
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert page.trouble.words.startswith("You are working offline. Nothing was sent.")


def test_the_password_can_be_looked_at(guest_house: House, qtbot: QtBot) -> None:
    field = open_page(guest_house).fields["password"]
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(field.show_text, Qt.MouseButton.LeftButton, pos=field.show_text.rect().center())
    field.show_text.setChecked(True)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal


def test_back_leads_back(guest_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(open_page(guest_house), "Back"), Qt.MouseButton.LeftButton)
    page_of(guest_house, HomePage)


def test_whoever_has_an_account_goes_to_the_sign_in(guest_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(open_page(guest_house), "I have an account"), Qt.MouseButton.LeftButton)
    assert guest_house.navigation.place.value.page == "sign_in"
