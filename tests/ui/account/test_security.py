from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.code_page import CodePage
from cor_desktop.ui.house import House
from tests.fakes.finding import page_of, words_on
from tests.fakes.server import FakeServer
from tests.ui.conftest import FORM

NEW = "eleven lamps above water"


def test_a_password_is_changed_with_the_present_one(page: AccountPage, server: FakeServer, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.password.fields["old_password"].edit, FORM.password)
    qtbot.keyClicks(page.password.fields["password"].edit, NEW)
    qtbot.mouseClick(page.password.send, Qt.MouseButton.LeftButton)
    assert page.password.changed.words.startswith("Your password is changed.")
    assert server.accounts[FORM.email].password == NEW
    assert [field.edit.text() for field in page.password.fields.values()] == ["", ""]


def test_a_wrong_present_password_stands_beside_its_field(page: AccountPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.password.fields["old_password"].edit, "other words entirely here")
    qtbot.keyClicks(page.password.fields["password"].edit, NEW)
    qtbot.mouseClick(page.password.send, Qt.MouseButton.LeftButton)
    assert page.password.fields["old_password"].error.startswith("This is not your password.")


def test_another_address_is_proven_by_a_code(
    page: AccountPage, ana_house: House, server: FakeServer, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.email.fields["email"].edit, "ana.bell@example.org")
    qtbot.keyClicks(page.email.fields["old_password"].edit, FORM.password)
    qtbot.keyClick(page.email.fields["old_password"].edit, Qt.Key.Key_Return)
    code = page_of(ana_house, CodePage)
    assert "We sent a code to ana.bell@example.org." in words_on(code)
    qtbot.keyClicks(code.fields["code"].edit, server.code_for("ana.bell@example.org"))
    qtbot.keyClick(code.fields["code"].edit, Qt.Key.Key_Return)
    assert "ana.bell@example.org" in words_on(page_of(ana_house, AccountPage).head)


def test_passwords_go_with_the_page(page: AccountPage, ana_house: House) -> None:
    page.password.fields["old_password"].edit.setText(FORM.password)
    ana_house.go("help")
    assert page.password.typed("old_password") == ""
