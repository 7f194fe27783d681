from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.register import register
from cor_desktop.actions.reset_password import request_reset
from cor_desktop.ui.code_page import CodePage
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.reset import NewPasswordPage
from tests.fakes.clock import HandClock
from tests.fakes.finding import page_of
from tests.fakes.server import FakeAccount, FakeServer
from tests.ui.conftest import FORM


@pytest.fixture
def page(guest_house: House) -> CodePage:
    """A guest has registered."""
    guest_house.account.entry.wait_for_code(register(guest_house.desk, FORM))
    guest_house.navigation.go("code")
    return page_of(guest_house, CodePage)


def test_another_code_can_be_sent_after_a_minute(page: CodePage, clock: HandClock, qtbot: QtBot) -> None:
    assert (page.again.text(), page.again.isEnabled()) == ("Send a new code (60 seconds)", False)
    clock.advance(60)
    qtbot.waitUntil(page.again.isEnabled, timeout=3000)
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.notice.words.startswith("A new code is on its way.")
    assert not page.again.isEnabled()


def test_mail_that_is_late_is_said(guest_house: House, server: FakeServer) -> None:
    server.mail_flows = False
    guest_house.account.entry.wait_for_code(register(guest_house.desk, FORM))
    guest_house.navigation.go("code")
    assert page_of(guest_house, CodePage).notice.words.startswith("Mail is slow just now.")


def test_asvs_6_5_1_a_code_that_is_used_up_leads_to_the_button_that_works(
    page: CodePage, guest_house: House, server: FakeServer, qtbot: QtBot
) -> None:
    server.sessions.clear()
    qtbot.keyClicks(page.fields["code"].edit, "AAAA-BBBB")
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert "Choose “Send a new code”." in page.trouble.words
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert (page.trouble.isVisible(), page.typed("code")) == (False, "")
    assert page.focusWidget() is page.fields["code"].edit
    qtbot.keyClicks(page.fields["code"].edit, server.code_for(FORM.email))
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    page_of(guest_house, HomePage)


def test_a_new_code_for_a_forgotten_password_keeps_the_new_password(
    house: House, ana_elsewhere: FakeAccount, server: FakeServer, qtbot: QtBot
) -> None:
    house.account.entry.wait_for_code(request_reset(house.desk, FORM.email))
    house.navigation.go("new_password")
    page = page_of(house, NewPasswordPage)
    server.sessions.clear()
    qtbot.keyClicks(page.fields["code"].edit, "AAAA-BBBB")
    qtbot.keyClicks(page.fields["password"].edit, "eleven lamps above water")
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert (page.typed("code"), page.typed("password")) == ("", "eleven lamps above water")
