"""Every page in a language nobody speaks: what stands there without its brackets was never marked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QWidget

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.authoring.check import check
from cor_desktop.authoring.pack import write_pack
from cor_desktop.errors import Offline, Trouble
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.module import ModulePresenter, open_module
from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.activities.order_step import OrderStep
from cor_desktop.ui.activities.rows import ActionRow
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.house import House
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.widgets.question import QuestionButton
from cor_protocol.accounts import ASSOCIATIONS
from cor_protocol.sync_file import Why
from tests.factories.modules import a_module
from tests.fakes.messages import Answers
from tests.fakes.pseudo import strings_of, unmarked
from tests.fakes.server import FakeServer

MODULE = Path(__file__).parents[2] / "content" / "what-a-relationship-changes"
BEFORE = ("welcome", "help", "settings", "sync", "sign_in", "register", "reset")
AS_GUEST = ("home", "certificates", "sync", "settings", "help", "sign_in", "register", "reset")
SIGNED_IN = ("home", "certificates", "sync", "settings", "account", "code", "new_password", "module", "completion")
LOCKED = ("lock", "sign_in", "browser", "help")


@pytest.fixture(autouse=True)
def pseudo(speaking: Callable[[str], None]) -> None:
    speaking("pseudo")


@pytest.fixture
def given(desk: Desk, server: FakeServer, tmp_path: Path) -> set[str]:
    """What people, servers and the course bring along."""
    server.single_sign_on = (("lakeside", "Lakeside Schools"),)
    modules = desk.catalog.modules()
    said = (modules, server.server_info(), server.policy(), ASSOCIATIONS, desk.settings.server_address)
    here = (
        str(tmp_path / "desk" / "data"),
        "cor.example.org",
        "Ana",
        "Bell",
        "ana@example.org",
        "Test device",
        "Linux",
    )
    return {*strings_of(said), *here}


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()


def found_on(house: House, pages: tuple[str, ...], given: set[str]) -> dict[str, set[str]]:
    """What is unmarked on each page: as it opens, with every fault of its form, and with its questions open."""
    found: dict[str, set[str]] = {}
    for name in pages:
        house.navigation.go(name, {"browser": "lakeside", "module": "a-module"}.get(name, ""))
        settle()
        page = house.window.stack.currentWidget()
        assert page is not None
        if isinstance(page, FormPage) and name != "browser":  # that one would wait for a browser
            page.submit()
        for question in page.findChildren(QuestionButton):
            question.setChecked(True)
        settle()
        found[name] = unmarked(house.window, given)
    return {name: words for name, words in found.items() if words}


def test_before_anybody_has_started(house: House, given: set[str]) -> None:
    assert found_on(house, BEFORE, given) == {}


def test_for_a_guest(guest_house: House, given: set[str]) -> None:
    assert found_on(guest_house, AS_GUEST, given) == {}


def test_for_whoever_is_signed_in(ana: Desk, open_house: Callable[[], House], given: set[str]) -> None:
    module = a_module("one", "two")
    open_activity(ana, module, "one")
    finish_activity(ana, module, "one")
    assert found_on(open_house(), SIGNED_IN, given) == {}


def test_with_a_module_completed_and_a_certificate(
    ana: Desk, server: FakeServer, open_house: Callable[[], House], given: set[str]
) -> None:
    module = a_module("one", "two")
    for activity in ("one", "two"):
        open_activity(ana, module, activity)
        finish_activity(ana, module, activity)
    finish_module(ana, module)
    server.award(ana.learner().id, "COR-1")
    house = open_house()
    assert found_on(house, ("certificates", "home", "sync"), given | {"A module", "COR-1"}) == {}


def test_behind_the_lock_and_in_every_trouble(ana_house: House, given: set[str]) -> None:
    ana_house.idle.warning.set(30)
    assert unmarked(ana_house.window, given) == set()
    ana_house.account.lock()
    assert found_on(ana_house, LOCKED, given) == {}
    for kind in all_kinds(Trouble):
        ana_house.account.trouble.set(an(kind))
        assert unmarked(ana_house.window, given) == set(), kind


def all_kinds(kind: type[Trouble]) -> Iterator[type[Trouble]]:
    yield kind
    for below in kind.__subclasses__():
        if below.__module__.startswith("cor_desktop") and "authoring" not in below.__module__:
            yield from all_kinds(below)


def an(kind: type[Trouble]) -> Trouble:
    given: dict[str, tuple[object, ...]] = {
        "WaitBeforeTrying": (90,),
        "NotFinishedYet": (("One", "Two"),),
        "SyncFileNotTaken": (Why.DAMAGED,),
    }
    return kind(*given.get(kind.__name__, ()))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The first module, which has every kind of activity."""
    folder = tmp_path_factory.mktemp("pack")
    checked = check([MODULE])
    assert not checked.faults
    write_pack(checked.modules, folder)
    return Catalog(folder)


class Wanderer:
    """Goes through a module, and looks at every page before and after doing what can be done there."""

    def __init__(self, desk: Desk, messages: Answers) -> None:
        (module,) = desk.catalog.modules()
        self.presenter: ModulePresenter = open_module(desk, module.key, self, random.Random(3), lambda _done: None)
        self.page = ModulePage(self.presenter, messages)
        self.given = set(strings_of(module))
        self.found: dict[str, set[str]] = {}

    def go(self, page: str, argument: str = "") -> None:
        """There is no other page."""

    def look(self) -> None:
        shown = self.presenter.shown.value
        assert shown
        settle()
        if words := unmarked(self.page, self.given):
            self.found.setdefault(shown.activity.id, set()).update(words)

    def do_all(self) -> None:
        assert self.page.view
        for card in self.page.view.findChildren(MatchCard):
            card.click()
        for step in self.page.view.findChildren(OrderStep)[:1]:
            step.stops()[2].click()  # type: ignore[attr-defined]
        for kind in (QRadioButton, QAbstractButton):
            for button in self.page.view.findChildren(kind):
                if button.isEnabled() and not isinstance(button, ActionRow) and button.isVisibleTo(self.page.view):
                    button.click()
        while options := [row for row in self.page.view.findChildren(ActionRow) if row.isVisibleTo(self.page.view)]:
            options[-1].click()
            settle()


def test_through_every_kind_of_activity(
    guest: Desk, course: Catalog, answers: Answers, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _url: True)
    object.__setattr__(guest, "catalog", course)
    wanderer = Wanderer(guest, answers)
    wanderer.presenter.begin()
    for activity in wanderer.presenter.module.activities:
        wanderer.presenter.jump(activity.id)
        wanderer.look()
        wanderer.presenter.continue_()
        wanderer.look()
        wanderer.presenter.jump(activity.id)
        wanderer.do_all()
        wanderer.look()
    assert wanderer.found == {}
    assert len({type(activity) for activity in wanderer.presenter.module.activities}) == 8


@pytest.mark.parametrize(
    "plant",
    [
        lambda page: QLabel("Planted", page),
        lambda page: page.title.setToolTip("Planted"),
        lambda page: page.title.setAccessibleDescription("Planted here"),
        lambda page: page.title.setText(f"{page.title.text()} planted"),
    ],
)
def test_a_planted_unmarked_string_is_found(
    guest_house: House, given: set[str], plant: Callable[[QWidget], object]
) -> None:
    page = guest_house.window.stack.currentWidget()
    assert page is not None and unmarked(guest_house.window, given) == set()
    plant(page)
    found = unmarked(guest_house.window, given)
    assert found and all("lanted" in words for words in found)


def test_a_marked_sentence_that_nobody_collected_is_found(guest_house: House, given: set[str]) -> None:
    guest_house.account.trouble.set(Offline("Said by nobody"))
    guest_house.navigation.go("sign_in")
    found = unmarked(guest_house.window, given)
    assert found and all("Said by nobody" in words for words in found)
