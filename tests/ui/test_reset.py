from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.reset import NewPasswordPage, ResetPage
from tests.fakes.finding import page_of, words_on
from tests.fakes.server import FakeAccount, FakeServer
from tests.ui.conftest import FORM

NEW = "eleven lamps above water"


def test_m11_a_forgotten_password_is_replaced_with_a_code(
    house: House, server: FakeServer, ana_elsewhere: FakeAccount, qtbot: QtBot
) -> None:
    house.navigation.go("reset")
    asking = page_of(house, ResetPage)
    qtbot.keyClicks(asking.fields["email"].edit, FORM.email)
    qtbot.keyClick(asking.fields["email"].edit, Qt.Key.Key_Return)
    page = page_of(house, NewPasswordPage)
    assert "If ana@example.org has an account, a code is on its way there." in words_on(page)
    qtbot.keyClicks(page.fields["code"].edit, server.code_for(FORM.email))
    qtbot.keyClicks(page.fields["password"].edit, NEW)
    qtbot.keyClick(page.fields["password"].edit, Qt.Key.Key_Return)
    assert page_of(house, HomePage).title.text() == "Welcome, Ana"


def test_mail_that_is_late_is_said(house: House, server: FakeServer, ana_elsewhere: FakeAccount) -> None:
    server.mail_flows = False
    house.account.entry.email = FORM.email
    house.navigation.go("reset")
    page_of(house, ResetPage).submit()
    page = page_of(house, NewPasswordPage)
    assert page.notice.words.startswith("Mail is slow just now.")
    page.submit()
    assert page.fields["code"].error and page.fields["password"].error
