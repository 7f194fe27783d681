from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.ending import end_here
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.errors import SignInAgain
from cor_desktop.presenters.home import ModuleCard
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.module_card import ModuleCardView
from cor_desktop.ui.module_tile import ModuleTile
from tests.factories.modules import a_module
from tests.fakes.finding import button, page_of, words_on
from tests.fakes.server import FakeServer

MODULE = a_module("one", "two")


def card_on(house: House) -> ModuleCardView:
    (card,) = page_of(house, HomePage).cards.findChildren(ModuleCardView)
    return card


def test_a_new_module_is_started_with_one_click(guest_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(card_on(guest_house).button, Qt.MouseButton.LeftButton)
    assert guest_house.navigation.place.value == Place("module", "a-module")


def test_a_guest_is_invited_and_not_pressed(guest_house: House, qtbot: QtBot) -> None:
    page = page_of(guest_house, HomePage)
    assert page.guest.words.startswith("You are learning without an account. That is fine.")
    qtbot.mouseClick(button(page.guest, "Create an account"), Qt.MouseButton.LeftButton)
    assert guest_house.navigation.place.value.page == "register"


def test_whoever_is_signed_in_is_greeted_and_not_invited(ana_house: House) -> None:
    page = page_of(ana_house, HomePage)
    assert (page.title.text(), page.guest.words) == ("Welcome, Ana", "")


def test_whoever_must_sign_in_again_is_told(ana: Desk, open_window: Callable[[], MainWindow]) -> None:
    end_here(ana, ana.learner().id, SignInAgain())
    house = open_window().house
    assert house is not None
    assert page_of(house, HomePage).guest.words.startswith("You are signed out.")


def test_home_shows_what_was_done_meanwhile(guest_house: House, guest: Desk) -> None:
    guest_house.go("help")
    open_activity(guest, MODULE, "one")
    finish_activity(guest, MODULE, "one")
    guest_house.go("home")
    assert "1 of 2 activities done" in words_on(card_on(guest_house))


def test_a_completed_module_leads_to_its_certificate(guest_house: House, guest: Desk, qtbot: QtBot) -> None:
    for activity in ("one", "two"):
        open_activity(guest, MODULE, activity)
        finish_activity(guest, MODULE, activity)
    finish_module(guest, MODULE)
    page = page_of(guest_house, HomePage)
    page.enter("")
    (tile,) = page.others.findChildren(ModuleTile)
    qtbot.mouseClick(button(tile, "Certificate"), Qt.MouseButton.LeftButton)
    assert guest_house.navigation.place.value.page == "certificates"


def test_the_module_to_go_on_with_stands_large_and_before_the_others(guest_house: House, guest: Desk) -> None:
    page = page_of(guest_house, HomePage)
    started = ModuleCard("b", "", 2, "B", "", "5 minutes", (), "started", "In progress", 1, 2)
    cards = (replace(started, key="a", title="A", number=1, state="completed"), started)
    page._presenter.cards.set(cards)
    assert card_on(guest_house).accessibleName() == "Module 2: B. In progress."
    assert [tile.accessibleName() for tile in page.others.findChildren(ModuleTile)] == ["Module 1: A. In progress."]
    assert page.progress.words.text() == "1 of 2 modules completed"


def test_a_certificate_that_arrives_is_told(ana_house: House, ana: Desk, server: FakeServer, qtbot: QtBot) -> None:
    page = page_of(ana_house, HomePage)
    server.award(ana.learner().id, "COR-1")
    ana_house.sync.sync_now()
    assert page.arrival.words == "Your certificate is here."
    qtbot.mouseClick(button(page.arrival, "Show certificates"), Qt.MouseButton.LeftButton)
    assert ana_house.navigation.place.value.page == "certificates"
    ana_house.go("home")
    assert page.arrival.words == ""


def test_a_damaged_course_is_told_in_place_of_the_cards(
    guest: Desk, open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "pack")
    house = open_window().house
    assert house is not None
    page = page_of(house, HomePage)
    assert page.trouble.words.startswith("The course on this computer is damaged.")


def test_a_database_that_was_mended_is_told(guest: Desk, open_window: Callable[[], MainWindow]) -> None:
    guest.store.damaged = True
    house = open_window().house
    assert house is not None
    assert "put aside, not deleted" in page_of(house, HomePage).mended.words
