"""M6: locked away, nothing of the learner is left in the window, and the password opens it where they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.actions.accounts import move_in, this_machine
from cor_desktop.actions.secret import Secret
from cor_desktop.errors import Offline
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.activity_view import ActivityView
from cor_desktop.ui.by_browser import ByBrowserPage
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.lock_page import LockPage
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.sign_in import SignInPage
from cor_desktop.ui.welcome import WelcomePage
from tests.fakes.clock import HandClock
from tests.fakes.finding import button, page_of, words_on
from tests.fakes.server import FakeAccount, FakeServer
from tests.ui.conftest import FORM

HERS = ("Ana", "Bell", "ana@", "A module")


def settle() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def said_by(interface: QAccessibleInterface | None) -> Iterator[str]:
    """All that a screen reader finds below something, with values and descriptions."""
    if interface is None or not interface.isValid():
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield interface.text(kind)
    for place in range(interface.childCount()):
        yield from said_by(interface.child(place))


def held_by(window: QWidget) -> str:
    """Every text that any widget of the window holds, shown or hidden, and what a screen reader finds."""
    texts = [window.windowTitle(), *said_by(QAccessible.queryAccessibleInterface(window))]
    for widget in window.findChildren(QWidget):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
        texts += [str(widget.property("text") or ""), str(widget.property("plainText") or "")]
    return "\n".join(texts)


def away() -> None:
    raise Offline


def unlock(house: House, password: str, qtbot: QtBot) -> None:
    page = page_of(house, LockPage)
    qtbot.keyClicks(page.fields["password"].edit, password)
    qtbot.keyClick(page.fields["password"].edit, Qt.Key.Key_Return)


def test_m6_locked_nothing_of_the_learner_is_left_in_the_window(ana_house: House) -> None:
    for page in ("account", "settings", "certificates", "home"):
        ana_house.navigation.go(page)
    assert "Ana" in held_by(ana_house.window), "planted"
    ana_house.account.lock()
    settle()
    page_of(ana_house, LockPage)
    assert [word for word in HERS if word in held_by(ana_house.window)] == []


def test_m6_a_sync_that_ends_while_it_is_locked_tells_nothing(ana_house: House) -> None:
    ana_house.account.lock()
    ana_house.sync.sync_now()
    assert ana_house.window.rail.buttons["account"].text() == "Locked"
    assert (ana_house.account.ended, ana_house.account.learner.value) == ("", None)


def test_m6_ctrl_l_locks(ana_house: House, qtbot: QtBot) -> None:
    with qtbot.waitActive(ana_house.window):
        ana_house.window.activateWindow()
    qtbot.keyClick(ana_house.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page_of(ana_house, LockPage)


def test_m6_the_button_on_the_account_page_locks(ana_house: House, qtbot: QtBot) -> None:
    ana_house.go("account")
    qtbot.mouseClick(page_of(ana_house, AccountPage).head.lock, Qt.MouseButton.LeftButton)
    page_of(ana_house, LockPage)


def test_m6_the_password_opens_it_where_the_learner_was(ana_house: House, qtbot: QtBot) -> None:
    ana_house.navigation.go("module", "a-module")
    ana_house.account.lock()
    unlock(ana_house, FORM.password, qtbot)
    page_of(ana_house, ModulePage)
    assert ana_house.window.rail.buttons["account"].text() == "Ana"
    assert ana_house.window.foot.isVisible()


def test_m6_it_opens_without_the_server_and_says_so(ana_house: House, server: FakeServer, qtbot: QtBot) -> None:
    server.fault = away
    ana_house.account.lock()
    unlock(ana_house, FORM.password, qtbot)
    assert "You are signed in on this computer" in words_on(page_of(ana_house, HomePage))


def test_m6_a_wrong_password_opens_nothing(ana_house: House, qtbot: QtBot) -> None:
    ana_house.account.lock()
    unlock(ana_house, "some other words entirely", qtbot)
    page = page_of(ana_house, LockPage)
    assert page.trouble.words
    assert not ana_house.window.foot.isVisible()


@pytest.mark.parametrize("page", ["home", "account", "settings", "certificates", "sync", "module"])
def test_m6_no_way_leads_past_the_lock(ana_house: House, page: str) -> None:
    ana_house.account.lock()
    ana_house.go(page)
    ana_house.navigation.go(page, "a-module" if page == "module" else "")
    ana_house.navigation.back()
    page_of(ana_house, LockPage)


def test_m6_help_can_be_read_while_it_is_locked(ana_house: House) -> None:
    ana_house.account.lock()
    ana_house.go("help")
    assert ana_house.navigation.place.value == Place("help")
    ana_house.go("account")
    page_of(ana_house, LockPage)


def test_m6_somebody_else_goes_to_the_sign_in(ana_house: House, qtbot: QtBot) -> None:
    ana_house.account.lock()
    qtbot.mouseClick(button(page_of(ana_house, LockPage), "Somebody else? Sign in"), Qt.MouseButton.LeftButton)
    page_of(ana_house, SignInPage)


def test_m6_the_next_start_is_locked_too(ana_house: House, open_window: Callable[[], MainWindow]) -> None:
    ana_house.account.lock()
    ana_house.window.close()
    again = open_window().house
    assert again is not None
    page_of(again, LockPage)


def test_m6_an_open_dialog_is_closed(ana_house: House, qtbot: QtBot) -> None:
    dialog = QDialog(ana_house.window)
    qtbot.addWidget(dialog)
    QLabel("Certificate of Ana Bell", dialog)
    dialog.open()
    ana_house.account.lock()
    assert not dialog.isVisible()


def test_m6_nobody_at_the_computer_is_warned_then_locked(ana_house: House, clock: HandClock, qtbot: QtBot) -> None:
    clock.advance(29 * 60)
    ana_house.idle.tick()
    assert "60 seconds" in words_on(ana_house.warning)
    ana_house.warning.stay.click()
    assert ana_house.warning.isHidden()
    clock.advance(30 * 60)
    ana_house.idle.tick()
    page_of(ana_house, LockPage)
    assert ana_house.warning.isHidden()


def test_m6_a_guest_on_an_own_computer_is_never_sent_away(guest_house: House, clock: HandClock) -> None:
    clock.advance(24 * 3600)
    guest_house.idle.tick()
    page_of(guest_house, HomePage)


def test_b5_a_guest_on_a_shared_computer_makes_room_for_the_next(guest_house: House, clock: HandClock) -> None:
    guest_house.desk.settings.set("shared_machine", True)
    clock.advance(601)
    guest_house.idle.tick()
    page_of(guest_house, WelcomePage)
    assert not guest_house.account.started


def test_m6_any_key_during_the_warning_stays(ana_house: House, clock: HandClock, qtbot: QtBot) -> None:
    with qtbot.waitActive(ana_house.window):
        ana_house.window.activateWindow()
    clock.advance(29 * 60 + 30)
    ana_house.idle.tick()
    assert ana_house.warning.isVisible()
    QTest.keyClick(ana_house.window.windowHandle(), Qt.Key.Key_Return)
    assert ana_house.warning.isHidden()
    page_of(ana_house, HomePage)


def test_m6_a_computer_that_slept_wakes_up_locked(ana_house: House, clock: HandClock, qtbot: QtBot) -> None:
    with qtbot.waitActive(ana_house.window):
        ana_house.window.activateWindow()
    clock.advance(8 * 3600)
    QTest.keyClick(ana_house.window.windowHandle(), Qt.Key.Key_A)
    page_of(ana_house, LockPage)


def test_m3_m6_words_on_the_page_are_let_go_of(ana_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten: list[bool] = []
    monkeypatch.setattr(ActivityView, "forget_words", lambda _view: forgotten.append(True))
    ana_house.navigation.go("module", "a-module")
    monkeypatch.setattr(ActivityView, "holds_words", True)
    ana_house.account.lock()
    settle()
    page_of(ana_house, LockPage)
    assert forgotten == [True]
    assert ana_house.window.findChildren(ModulePage) == []


def locked_by_lakeside(house: House, server: FakeServer, password: Secret | None) -> LockPage:
    """Ana signed in with her organization, and stepped away."""
    server.single_sign_on = (("lakeside", "Lakeside"),)
    desk = house.desk
    move_in(desk, server.signed_in_on(FORM.email, this_machine(desk)), password, here_only=True)
    house.account.load()
    house.account.lock()
    return page_of(house, LockPage)


def test_m6_without_a_passphrase_the_organization_opens_it(
    ana_elsewhere: FakeAccount, house: House, server: FakeServer, qtbot: QtBot
) -> None:
    page = locked_by_lakeside(house, server, None)
    assert (page.fields, page.send.isVisible(), "password" in words_on(page)) == ({}, False, False)
    qtbot.mouseClick(button(page, "Sign in with Lakeside"), Qt.MouseButton.LeftButton)
    assert page_of(house, ByBrowserPage).title.text() == "Sign in with Lakeside"


def test_m6_a_forgotten_passphrase_is_chosen_anew_through_the_organization(
    ana_elsewhere: FakeAccount, house: House, server: FakeServer, qtbot: QtBot
) -> None:
    page = locked_by_lakeside(house, server, Secret("nine slow rivers bend south"))
    assert page.send.isVisible()
    assert "Forgot your password?" not in words_on(page), "the server knows none"
    qtbot.mouseClick(button(page, "Sign in with Lakeside"), Qt.MouseButton.LeftButton)
    page_of(house, ByBrowserPage)


def test_m6_without_a_network_the_organizations_button_says_so(
    ana_elsewhere: FakeAccount, house: House, server: FakeServer, qtbot: QtBot
) -> None:
    def lose_the_network() -> None:
        server.fault = away

    house.account.locked.subscribe(lambda _locked: lose_the_network())
    page = locked_by_lakeside(house, server, None)
    qtbot.mouseClick(button(page, "Sign in with your organization"), Qt.MouseButton.LeftButton)
    assert page.trouble.words.startswith("No connection to the server.")
