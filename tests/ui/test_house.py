from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.actions.views import record
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.register import RegisterPage
from cor_desktop.ui.welcome import WelcomePage
from cor_desktop.ui.yours import YoursPage
from tests.fakes.a_desk import come_in
from tests.fakes.finding import page_of, words_on
from tests.fakes.server import FakeAccount, FakeServer
from tests.ui.conftest import FORM


def test_the_first_start_shows_the_first_page(house: House) -> None:
    page_of(house, WelcomePage)
    assert not house.window.rail.buttons["certificates"].isVisibleTo(house.window)


def test_whoever_has_started_comes_home(guest_house: House) -> None:
    page_of(guest_house, HomePage)


def test_home_before_the_first_start_is_the_first_page(house: House) -> None:
    house.go("help")
    house.go("home")
    page_of(house, WelcomePage)


def test_the_account_of_whoever_is_signed_in_has_its_page(ana_house: House) -> None:
    ana_house.go("account")
    page_of(ana_house, AccountPage)
    assert ana_house.window.rail.buttons["account"].isChecked()
    assert ana_house.window.rail.buttons["account"].text() == "Ana"


def test_without_an_account_the_same_button_leads_to_the_sign_in(guest_house: House) -> None:
    guest_house.go("account")
    assert guest_house.navigation.place.value == Place("sign_in")


def test_a_page_stays_as_it_was_left(guest_house: House) -> None:
    guest_house.go("settings")
    first = guest_house.window.stack.currentWidget()
    guest_house.go("help")
    guest_house.go("settings")
    assert guest_house.window.stack.currentWidget() is first


def test_what_was_typed_in_a_form_goes_with_its_page(guest_house: House) -> None:
    guest_house.navigation.go("register")
    page = page_of(guest_house, RegisterPage)
    edit: QLineEdit = page.fields["password"].edit
    edit.setText("four quiet words here")
    guest_house.navigation.back()
    assert edit.text() == ""
    guest_house.navigation.go("register")
    assert guest_house.window.stack.currentWidget() is not page


def test_the_line_at_the_bottom_follows_what_happens(ana_house: House) -> None:
    ana_house.sync.work_offline(True)
    assert "working offline" in ana_house.window.foot.line.text()


def test_whoever_is_signed_in_is_synced_at_the_start(ana_house: House, server: FakeServer) -> None:
    assert len(server.requests) >= 1
    assert "all sent" in ana_house.window.foot.line.text()


def test_signing_out_leaves_no_name_on_the_screen(ana_house: House, ana: Desk) -> None:
    ana_house.go("account")
    ana_house.account.sign_out()
    page_of(ana_house, WelcomePage)
    assert ana_house.window.rail.buttons["account"].text() == "Sign in"
    names = [label for label in ana_house.window.findChildren(QWidget) if "Ana" in label.accessibleName()]
    assert names == []


def test_signing_out_lets_go_of_the_pages_that_showed_what_was_hers(
    ana_house: House, ana: Desk, server: FakeServer
) -> None:
    server.award(ana.learner().id, "COR-1")
    ana_house.sync.sync_now()
    for page in ("home", "certificates", "settings"):
        ana_house.go(page)
    ana_house.account.sign_out()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    every_word = "\n".join(label.text() for label in ana_house.window.findChildren(QLabel))
    assert [said for said in ("Ana", "COR-1") if said in every_word] == []


def test_a_record_that_was_deleted_leaves_the_screen_and_says_so(
    ana_house: House, ana: Desk, server: FakeServer
) -> None:
    ana_house.navigation.go("module", "a-module")
    server.records[ana.learner().id].deleted = True
    ana_house.sync.sync_now()
    assert "Your record was deleted" in words_on(page_of(ana_house, WelcomePage))
    assert ana_house.window.rail.buttons["account"].text() == "Sign in"


def test_a_deletion_that_arrives_late_does_not_touch_whoever_is_learning_now(ana_house: House) -> None:
    ana_house.account.heard(SyncOutcome("deleted", ""))
    page_of(ana_house, HomePage)


def test_a_sign_in_that_the_server_ended_can_be_renewed_where_the_account_is(
    ana_house: House, server: FakeServer
) -> None:
    server.tokens.clear()
    ana_house.sync.sync_now()
    ana_house.go("account")
    assert ana_house.navigation.place.value == Place("sign_in")


@pytest.fixture
def asked(guest: Desk, ana_elsewhere: FakeAccount, open_window: Callable[[], MainWindow]) -> House:
    """A guest has begun; then Ana signed in, and is asked whose that is."""
    open_activity(guest, guest.catalog.module("a-module"), "one")
    house = open_window().house
    assert house is not None
    house.account.arrived(come_in(guest, FORM.email, FORM.password))
    return house


@pytest.mark.parametrize("way", ["home", "help"])
def test_a_question_that_was_not_answered_is_asked_at_the_next_start(
    asked: House, open_window: Callable[[], MainWindow], way: str
) -> None:
    asked.go(way)
    asked.window.close()
    house = open_window().house
    assert house is not None
    page_of(house, YoursPage).mine.click()
    assert record(house.desk)["a-module"].state == "started"


def test_home_leads_to_the_question_until_it_is_answered(asked: House) -> None:
    asked.go("help")
    asked.go("home")
    page_of(asked, YoursPage).others.click()
    page_of(asked, HomePage)


def test_b5_signing_out_while_it_is_open_leaves_the_guest_to_go_on(asked: House) -> None:
    asked.account.sign_out()
    page_of(asked, WelcomePage).start.click()
    page_of(asked, HomePage)
    assert record(asked.desk)["a-module"].state == "started"


def test_an_answered_question_is_not_asked_again(asked: House, open_window: Callable[[], MainWindow]) -> None:
    page_of(asked, YoursPage).mine.click()
    house = open_window().house
    assert house is not None
    page_of(house, HomePage)


def test_a_database_that_breaks_while_the_window_is_open_is_told(ana_house: House, ana: Desk, tmp_path: Path) -> None:
    ana_house.navigation.go("module", "a-module")
    break_database(ana, tmp_path / "desk" / "data" / "learning.db")
    ana_house.go("help")
    assert "close COR Desktop and open it again" in words_on(ana_house.window)
    ana_house.window.close()
    assert not ana_house.window.isVisible()


def break_database(desk: Desk, path: Path) -> None:
    """The disk gives nothing but zeros from now on."""
    desk.store.truncate_log()
    with desk.store.reading() as connection:
        connection.execute("PRAGMA cache_size=0")
        connection.execute("PRAGMA shrink_memory")
    path.write_bytes(bytes(path.stat().st_size))


def test_a_closed_window_listens_to_nothing(ana_house: House) -> None:
    before = ana_house.window.foot.line.text()
    ana_house.window.close()
    ana_house.sync.work_offline(True)
    assert ana_house.window.foot.line.text() == before


def test_the_window_opens_on_the_page_that_was_open(guest: Desk, open_window: Callable[[], MainWindow]) -> None:
    keep_open_page(guest, "module", "a-module")
    house = open_window().house
    assert house is not None
    page_of(house, ModulePage)


def test_a_damaged_course_opens_at_home(guest: Desk, open_window: Callable[[], MainWindow], tmp_path: Path) -> None:
    keep_open_page(guest, "module", "a-module")
    shutil.rmtree(tmp_path / "pack")
    house = open_window().house
    assert house is not None
    page_of(house, HomePage)


def test_a_module_that_the_course_lost_opens_at_home(guest: Desk, open_window: Callable[[], MainWindow]) -> None:
    keep_open_page(guest, "module", "another-module")
    house = open_window().house
    assert house is not None
    page_of(house, HomePage)
