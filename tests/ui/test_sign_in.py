from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.sign_in import SignInPage
from tests.fakes.finding import button, page_of
from tests.fakes.server import FakeServer


@pytest.fixture
def page(house: House, server: FakeServer) -> SignInPage:
    server.accounts["ana@example.org"] = ("Ana", "Bell", "four quiet words", "a" * 26)
    house.navigation.go("sign_in")
    return page_of(house, SignInPage)


def sign_in(page: SignInPage, qtbot: QtBot, password: str) -> None:
    qtbot.keyClicks(page.fields["email"].edit, "ana@example.org")
    qtbot.keyClicks(page.fields["password"].edit, password)
    qtbot.keyClick(page.fields["password"].edit, Qt.Key.Key_Return)


def test_signing_in_leads_home(house: House, page: SignInPage, qtbot: QtBot) -> None:
    sign_in(page, qtbot, "four quiet words")
    assert page_of(house, HomePage).title.text() == "Welcome, Ana"


def test_a_wrong_password_is_told_on_the_page(house: House, page: SignInPage, qtbot: QtBot) -> None:
    sign_in(page, qtbot, "other words")
    assert page.trouble.words.startswith("Email and password do not match. Nothing was changed.")
    assert page.typed("email") == "ana@example.org"


def test_no_connection_is_told_on_the_page(
    house: House, page: SignInPage, qtbot: QtBot, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_form: object) -> None:
        raise Offline

    monkeypatch.setattr(server, "sign_in", away)
    sign_in(page, qtbot, "four quiet words")
    assert page.trouble.words.startswith("No connection to the server.")


def test_whoever_has_no_account_can_create_one(house: House, page: SignInPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page, "Create an account"), Qt.MouseButton.LeftButton)
    assert house.navigation.place.value.page == "register"
