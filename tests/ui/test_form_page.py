from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import HOME, Navigation
from cor_desktop.presenters.sign_in import SignInPresenter
from cor_desktop.ui.house import House
from cor_desktop.ui.sign_in import SignInPage
from tests.fakes.background import WhenTold
from tests.fakes.finding import words_on


@pytest.fixture
def background() -> WhenTold:
    return WhenTold()


@pytest.fixture
def page(desk: Desk, background: WhenTold, qtbot: QtBot) -> SignInPage:
    desk.settings.set("server_address", "")
    navigation = Navigation(HOME)
    made = SignInPage(SignInPresenter(desk, background, AccountPresenter(desk, background, navigation), navigation))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_server_address_is_asked_for_only_where_none_is_set(page: SignInPage) -> None:
    assert list(page.fields) == ["email", "password", "server"]


def test_while_the_server_is_asked_nothing_can_be_changed(page: SignInPage, background: WhenTold) -> None:
    for name, words in (("email", "ana@example.org"), ("password", "words"), ("server", "cor.example.org")):
        page.fields[name].edit.setText(words)
    page.submit()
    assert not page.send.isEnabled() and not page.fields["email"].isEnabled()
    background.finish()
    assert page.send.isEnabled() and page.fields["email"].isEnabled()


def test_the_first_field_with_a_fault_has_the_focus(page: SignInPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.fields["server"].edit.setFocus()
    page.submit()
    assert QApplication.focusWidget() is page.fields["email"].edit


def test_typing_takes_a_fault_away(page: SignInPage, qtbot: QtBot) -> None:
    page.submit()
    assert page.fields["email"].error
    qtbot.keyClicks(page.fields["email"].edit, "a")
    assert not page.fields["email"].error


def test_what_was_typed_goes_with_the_page(page: SignInPage, tmp_path: Path) -> None:
    page.fields["password"].edit.setText("words")
    page.leave()
    assert page.typed("password") == ""
    assert page.typed("no such field") == ""


@pytest.mark.parametrize("page", ["sign_in", "register", "reset"])
def test_asvs_14_2_1_a_form_with_a_password_says_which_server_gets_it(house: House, desk: Desk, page: str) -> None:
    desk.settings.set("server_address", "https://cor.example.org@evil.example")
    house.navigation.go(page)
    assert "Server: evil.example" in words_on(house.window)
