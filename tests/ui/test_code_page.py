from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.register import register
from cor_desktop.ui.code_page import CodePage
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from tests.fakes.clock import HandClock
from tests.fakes.finding import page_of, words_on
from tests.fakes.server import FakeServer
from tests.ui.conftest import FORM


@pytest.fixture
def page(guest_house: House) -> CodePage:
    """A guest has registered."""
    guest_house.account.entry.wait_for_code(register(guest_house.desk, FORM))
    guest_house.navigation.go("code")
    return page_of(guest_house, CodePage)


def test_m11_a_wrong_code_is_told_and_the_right_one_leads_home(
    page: CodePage, guest_house: House, server: FakeServer, qtbot: QtBot
) -> None:
    edit = page.fields["code"].edit
    qtbot.keyClicks(edit, "AAAA-BBBB")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert page.fields["code"].error.startswith("This is not the right code.")
    edit.setText(f"  {server.code_for(FORM.email)} ")
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    page_of(guest_house, HomePage)


def test_it_says_where_the_code_went(page: CodePage) -> None:
    assert "We sent a code to ana@example.org. It is valid for 30 minutes." in words_on(page)


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
