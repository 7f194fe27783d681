from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import who
from cor_desktop.ui.code_page import CodePage
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.register import RegisterPage
from tests.fakes.finding import button, page_of
from tests.fakes.server import FakeServer

TYPED = ("Ana", "Bell", "ana@example.org", "paper boats cross quietly")


@pytest.fixture
def page(guest_house: House, qtbot: QtBot) -> RegisterPage:
    with qtbot.waitActive(guest_house.window):
        guest_house.window.activateWindow()
    guest_house.navigation.go("register")
    return page_of(guest_house, RegisterPage)


def fill(page: RegisterPage) -> None:
    for name, words in zip(("first_name", "last_name", "email", "password"), TYPED, strict=True):
        page.fields[name].edit.setText(words)


def test_m11_an_account_is_made_by_keyboard_alone(
    guest_house: House, page: RegisterPage, guest: Desk, server: FakeServer, qtbot: QtBot
) -> None:
    typed = iter(TYPED)
    while not isinstance(focused := QApplication.focusWidget(), QCheckBox) or "privacy" not in focused.text():
        if isinstance(focused, QLineEdit):
            qtbot.keyClicks(focused, next(typed))
        elif isinstance(focused, QComboBox) and focused.accessibleName() == "Kind of organization":
            qtbot.keyClick(focused, Qt.Key.Key_Down)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.keyClick(page.fields["email"].edit, Qt.Key.Key_Return)
    code = page_of(guest_house, CodePage).fields["code"].edit
    assert QApplication.focusWidget() is code
    qtbot.keyClicks(code, server.code_for("ana@example.org").lower())
    qtbot.keyClick(code, Qt.Key.Key_Return)
    assert page_of(guest_house, HomePage).title.text() == "Welcome, Ana"
    learner = who(guest)
    assert learner is not None and learner.last_name == "Bell"
    assert server.accounts["ana@example.org"].reply.organization_type == "primary_school"


def test_each_fault_stands_beside_its_field(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert all(field.error for field in page.fields.values())
    assert "first name" in page.fields["first_name"].edit.accessibleDescription()
    assert "privacy policy" in page.policy.acknowledged.accessibleDescription()


def test_m14_a_missing_tick_alone_takes_the_focus(page: RegisterPage, qtbot: QtBot) -> None:
    fill(page)
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is page.policy.acknowledged


def test_m14_the_policy_is_read_in_place(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.policy.read, Qt.MouseButton.LeftButton)
    assert "What you write stays yours." in page.policy.text.toPlainText()
    assert QApplication.focusWidget() is page.policy.text
    qtbot.mouseClick(button(page, "Close the privacy policy"), Qt.MouseButton.LeftButton)
    assert page.policy.text.isHidden()


def test_what_was_typed_survives_going_back_from_the_code(guest_house: House, page: RegisterPage, qtbot: QtBot) -> None:
    fill(page)
    page.association.set_text("Guild of Tutors")
    page.policy.acknowledged.setChecked(True)
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page_of(guest_house, CodePage).back, Qt.MouseButton.LeftButton)
    again = page_of(guest_house, RegisterPage)
    assert [again.typed(name) for name in ("first_name", "last_name", "email", "password")] == list(TYPED)
    assert (again.association.text(), again.policy.acknowledged.isChecked()) == ("Guild of Tutors", True)


def test_nothing_that_was_typed_stays_once_the_way_in_is_left(guest_house: House, page: RegisterPage) -> None:
    fill(page)
    guest_house.go("home")
    guest_house.navigation.go("register")
    again = page_of(guest_house, RegisterPage)
    assert [field.text() for field in again.fields.values()] == ["", "", "", ""]


def test_guests_go_on_learning_while_the_mail_is_on_its_way(guest_house: House, page: RegisterPage) -> None:
    fill(page)
    page.policy.acknowledged.setChecked(True)
    page.submit()
    guest_house.go("home")
    page_of(guest_house, HomePage)


def test_working_offline_is_said_on_the_page(guest_house: House, page: RegisterPage, qtbot: QtBot) -> None:
    guest_house.sync.work_offline(True)
    fill(page)
    page.policy.acknowledged.setChecked(True)
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert page.trouble.words.startswith("You are working offline. Nothing was sent.")


def test_the_password_can_be_looked_at(page: RegisterPage, qtbot: QtBot) -> None:
    field = page.fields["password"]
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(field.show_text, Qt.Key.Key_Space)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal


def test_back_leads_back(guest_house: House, page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page, "Back"), Qt.MouseButton.LeftButton)
    page_of(guest_house, HomePage)


def test_whoever_has_an_account_goes_to_the_sign_in(guest_house: House, page: RegisterPage, qtbot: QtBot) -> None:
    QTest.mouseClick(button(page, "I have an account"), Qt.MouseButton.LeftButton)
    assert guest_house.navigation.place.value.page == "sign_in"
