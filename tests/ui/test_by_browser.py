from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.by_browser import ByBrowserPresenter
from cor_desktop.ui.by_browser import Browser, ByBrowserPage
from cor_desktop.ui.house import House
from tests.fakes.background import WhenTold
from tests.fakes.finding import button, page_of, words_on


class SystemsBrowser(QObject):
    """What Qt asks to open an address."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def systems() -> Iterator[SystemsBrowser]:
    browser = SystemsBrowser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # as PySide wants it
    yield browser
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def page(house: House, qtbot: QtBot) -> ByBrowserPage:
    """The browser has been opened, and nobody has come back yet."""
    account = AccountPresenter(house.desk, WhenTold(), house.navigation)
    account.entry.providers = (("lincoln", "Lincoln District"),)
    made = ByBrowserPage(ByBrowserPresenter(house.desk, WhenTold(), account, "lincoln", lambda _address: None))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_systems_browser_opens_on_the_main_thread(systems: SystemsBrowser) -> None:
    browser = Browser()
    browser.open("https://cor.example.org/accounts/desktop/?port=1")
    assert systems.opened == []
    QApplication.processEvents()
    assert systems.opened == ["https://cor.example.org/accounts/desktop/?port=1"]


def test_it_says_what_will_happen_and_that_the_passphrase_may_be_left_out(page: ByBrowserPage) -> None:
    assert page.title.text() == "Sign in with Lincoln District"
    assert "You may leave it out." in words_on(page)
    assert not page.stop.isVisible()


def test_waiting_can_be_stopped(page: ByBrowserPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert page.stop.isVisible() and page.stop.isEnabled()
    assert not page.send.isEnabled()
    qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)


def test_a_shared_computer_asks_for_a_passphrase(house: House, qtbot: QtBot) -> None:
    house.desk.settings.set("shared_machine", True)
    house.navigation.go("sign_in")
    house.navigation.go("browser", "lincoln")
    page = page_of(house, ByBrowserPage)
    qtbot.mouseClick(page.send, Qt.MouseButton.LeftButton)
    assert page.fields["passphrase"].error.startswith("Please choose a passphrase")
    qtbot.mouseClick(button(page, "Back"), Qt.MouseButton.LeftButton)
    assert house.navigation.place.value.page == "sign_in"
