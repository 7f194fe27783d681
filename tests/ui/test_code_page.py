from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.register import register
from cor_desktop.ui.code_page import CodePage
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
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
