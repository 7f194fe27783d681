"""M1, M2: what is held is on the page, and nothing of it stays when the page is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline
from cor_desktop.store import facts
from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.help_page import HelpPage
from cor_desktop.ui.house import House
from cor_desktop.ui.my_data.fold import Fold
from cor_desktop.ui.my_data.page import MyDataPage
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.welcome import WelcomePage
from tests.factories.facts import a_fact, sent
from tests.fakes.finding import button, page_of, words_on
from tests.fakes.server import FakeServer


def all_words(page: QWidget) -> str:
    """Labels, and the lines in columns."""
    shown = [text.toPlainText() for text in page.findChildren(QTextBrowser) if text.isVisibleTo(page)]
    return "\n".join([words_on(page), *shown])


def fold_of(page: MyDataPage, words: str) -> Fold:
    (found,) = (fold for fold in page.findChildren(Fold) if words in fold.button.accessibleName())
    return found


def test_m1_name_and_address_are_on_the_page(page: MyDataPage) -> None:
    words = all_words(page)
    assert "ana@example.org" in words and "As the server said at 15:00." in words


def test_m2_the_record_opens_line_for_line(page: MyDataPage, qtbot: QtBot) -> None:
    assert "Opened “One”" not in all_words(page)
    qtbot.keyClick(fold_of(page, "A module: started 24 November").button, Qt.Key.Key_Space)
    assert "Opened “One”" in all_words(page)


def test_m3_that_answers_are_nowhere_is_said_and_leads_to_how_that_is_kept(
    page: MyDataPage, ana_house: House, qtbot: QtBot
) -> None:
    assert "is not here, because it is nowhere" in words_on(page)
    qtbot.mouseClick(button(page, "How this is kept"), Qt.MouseButton.LeftButton)
    assert page_of(ana_house, HelpPage).answers["reflections"].words.isVisible()


def test_a_guest_comes_to_it_in_two_clicks(guest_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(guest_house.window.rail.buttons["settings"], Qt.MouseButton.LeftButton)
    settings = guest_house.window.stack.currentWidget()
    assert settings is not None
    qtbot.mouseClick(button(settings, "My data"), Qt.MouseButton.LeftButton)
    page = page_of(guest_house, MyDataPage)
    assert "no name and no address of yours is here" in words_on(page)
    assert "nothing of yours was ever sent" in words_on(page)
    assert not page.devices.isVisibleTo(page)


def test_the_account_leads_to_it_and_back(ana_house: House, qtbot: QtBot) -> None:
    ana_house.go("account")
    qtbot.mouseClick(page_of(ana_house, AccountPage).door.button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(page_of(ana_house, MyDataPage), "Change my account"), Qt.MouseButton.LeftButton)
    page_of(ana_house, AccountPage)


def test_before_anybody_has_started_it_says_so(house: House) -> None:
    house.navigation.go("my_data")
    page = page_of(house, MyDataPage)
    assert page.empty.words.startswith("Nobody is learning on this computer just now.")
    assert not page.copies.isVisibleTo(page) and not page.forgetting.isVisibleTo(page)


def test_without_a_connection_what_is_here_is_shown(ana_house: House, server: FakeServer) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    ana_house.navigation.go("my_data")
    page = page_of(ana_house, MyDataPage)
    assert "Last known as of" in words_on(page.there) and "ana@example.org" in all_words(page.here)


def test_other_computers_are_signed_out_from_here(page: MyDataPage) -> None:
    assert "This computer" in words_on(page.devices)


def test_nothing_of_the_learner_stays_on_a_page_that_was_left(page: MyDataPage, ana_house: House) -> None:
    ana_house.go("home")
    assert not page.here.isVisibleTo(page)
    texts = "\n".join(text.toPlainText() for text in page.findChildren(QTextBrowser) if text.isVisibleTo(page))
    assert "ana@example.org" not in texts + words_on(page)


def test_forget_me_works_from_here(guest_page: MyDataPage, guest_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(guest_page.forgetting.ask, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(guest_page.forgetting, "Forget me"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(guest_page.forgetting, "Forget me and lose it"), Qt.MouseButton.LeftButton)
    page_of(guest_house, WelcomePage)


@pytest.mark.parametrize("count", [20, 2000])
def test_a_long_record_makes_no_more_widgets_than_a_short_one(ana_house: House, ana: Desk, count: int) -> None:
    made = [sent(a_fact(f"a-module:x{number}", wall=number)) for number in range(count)]
    with ana.store.transaction() as connection:
        facts.join(connection, ana.learner().id, made, unsent=False)
    ana_house.navigation.go("my_data")
    page = page_of(ana_house, MyDataPage)
    assert f"· {count} items" in fold_of(page, "A module").button.accessibleName()
    assert len(page.findChildren(QWidget)) < 400


@pytest.mark.parametrize("size", [100, 200])
def test_no_room_is_left_below_lists_that_are_open(page: MyDataPage, theme: Theme, size: int) -> None:
    theme.apply("light", size, False)
    for fold in page.findChildren(Fold):
        fold.button.setChecked(True)
    for _turn in range(4):
        QApplication.processEvents()
    assert page.devices.geometry().bottom() + 1 == page.column.height()
