from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.errors import NotSaved
from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.house import House
from cor_desktop.ui.welcome import WelcomePage
from tests.fakes.finding import page_of, words_on


def test_m1_it_says_who_is_learning(page: AccountPage) -> None:
    assert "Ana Bell\nana@example.org" in words_on(page.head)


def test_asvs_7_4_1_signing_out_leads_to_the_first_page(page: AccountPage, ana_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.head.sign_out, Qt.MouseButton.LeftButton)
    page_of(ana_house, WelcomePage)


def test_signing_out_once_is_enough(page: AccountPage, ana_house: House) -> None:
    ana_house.account.leaving.set(True)
    assert not page.head.sign_out.isEnabled()
    ana_house.account.leaving.set(False)
    assert page.head.sign_out.isEnabled()


def test_a_trouble_and_a_notice_are_told_here(page: AccountPage, ana_house: House) -> None:
    ana_house.account.trouble.set(NotSaved())
    ana_house.account.email_changed()
    assert page.head.notice.words.startswith("Your email is changed.")
    ana_house.go("home")
    ana_house.go("account")
    assert page_of(ana_house, AccountPage).head.notice.words == ""
