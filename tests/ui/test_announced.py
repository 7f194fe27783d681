"""What comes without the focus moving is said, and said once: feedback, faults, results, arrivals."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.authoring.check import check
from cor_desktop.authoring.pack import write_pack
from cor_desktop.errors import Offline
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.module import open_module
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.sign_in import SignInPage
from cor_desktop.ui.sync_page import SyncPage
from tests.fakes.finding import page_of
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer
from tests.fakes.walking import play, settle

MODULE = Path(__file__).parents[2] / "content" / "what-a-relationship-changes"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told beside what has the focus, in order."""
    told: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return told


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The first module, which has every kind of activity."""
    folder = tmp_path_factory.mktemp("pack")
    write_pack(check([MODULE]).modules, folder)
    return Catalog(folder)


class Nowhere:
    """There is no other page."""

    def go(self, page: str, argument: str = "") -> None:
        """Stay."""


def test_every_kind_of_feedback_is_said(
    guest: Desk, course: Catalog, answers: Answers, said: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _url: True)
    object.__setattr__(guest, "catalog", course)
    presenter = open_module(guest, course.modules()[0].key, Nowhere(), random.Random(3), lambda _done: None)
    page = ModulePage(presenter, answers)
    qtbot.addWidget(page)
    page.show()
    presenter.begin()
    heard: dict[str, list[str]] = {}
    for stop in play(page, presenter):
        heard[stop] = list(said)
        said.clear()
    kinds = ("Rating", "Choice", "Match", "Scenario", "Order", "Reflection")
    assert [kind for kind in kinds if not heard[f"{kind}, done"]] == []
    follows = [words for words in heard["Rating, done"] if words.startswith("Where you might look")]
    assert len(follows) == 1


def test_what_is_wrong_with_each_field_is_said_once(guest_house: House, said: list[str]) -> None:
    guest_house.navigation.go("sign_in")
    settle()
    said.clear()
    page = page_of(guest_house, SignInPage)
    page.submit()
    settle()
    errors = [field.error for field in page.fields.values() if field.error]
    assert errors and Counter(said) == Counter(errors)


def test_a_trouble_is_said_once_though_it_is_shown_again(guest_house: House, said: list[str]) -> None:
    guest_house.navigation.go("sign_in")
    settle()
    said.clear()
    for _time in range(3):
        guest_house.account.trouble.set(Offline())
        settle()
    assert [words for words in said if Offline.title in words] == said and len(said) == 1


def test_that_a_certificate_came_is_said_where_it_is_shown(ana_house: House, said: list[str]) -> None:
    page_of(ana_house, HomePage).tell_arrival(1)
    settle()
    assert said == ["Your certificate is here."]
    ana_house.navigation.go("help")
    settle()
    said.clear()
    ana_house.sync.arrived.set(0)
    ana_house.sync.arrived.set(1)
    settle()
    assert said == []


def test_how_a_sync_went_is_said_on_its_page(ana_house: House, server: FakeServer, said: list[str]) -> None:
    ana_house.navigation.go("sync")
    settle()
    said.clear()
    page = page_of(ana_house, SyncPage)
    page.sync_now.click()
    settle()
    assert said == [page.last_result.text()] == ["The last sync was at 15:00."]
