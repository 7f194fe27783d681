"""Qt's accessibility tree, walked over every page: what somebody who does not see the window meets."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.authoring.check import check
from cor_desktop.authoring.pack import write_pack
from cor_desktop.errors import Offline
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.module import open_module
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.trouble_page import TroublePage
from cor_desktop.ui.widgets import heard
from cor_desktop.ui.widgets.drawing import Drawing
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.ring import ProgressRing
from cor_desktop.ui.widgets.text import Label, QuietButton
from tests.factories.modules import a_module
from tests.fakes.hearing import Role, faults, hear, out_of_order
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer
from tests.fakes.walking import BEFORE, GUEST, LOCKED, SIGNED_IN, places, play, settle, visit

MODULE = Path(__file__).parents[2] / "content" / "what-a-relationship-changes"


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    heard.install()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def completed(ana: Desk, server: FakeServer, open_house: Callable[[], House]) -> House:
    """Ana has completed a module, and its certificate came."""
    server.single_sign_on = (("lakeside", "Lakeside Schools"),)
    module = a_module("one", "two")
    for activity in ("one", "two"):
        open_activity(ana, module, activity)
        finish_activity(ana, module, activity)
    finish_module(ana, module)
    server.award(ana.learner().id, "COR-1")
    return open_house()


def found_on(house: House, names: tuple[str, ...]) -> dict[str, list[str]]:
    found = {stop: faults(hear(house.window)) + out_of_order(house.window) for stop, _page in visit(house, names)}
    return {stop: told for stop, told in found.items() if told}


def test_every_page_that_there_is_is_walked() -> None:
    assert {*BEFORE, *GUEST, *SIGNED_IN, *LOCKED} == places()


def test_before_anybody_has_started(house: House) -> None:
    assert found_on(house, BEFORE) == {}


def test_for_a_guest(guest_house: House) -> None:
    assert found_on(guest_house, GUEST) == {}


def test_for_whoever_is_signed_in(completed: House) -> None:
    assert found_on(completed, SIGNED_IN) == {}


def test_behind_the_lock(completed: House) -> None:
    completed.account.lock()
    assert found_on(completed, LOCKED) == {}


def test_from_right_to_left(completed: House) -> None:
    completed.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert found_on(completed, SIGNED_IN) == {}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The first module, which has every kind of activity."""
    folder = tmp_path_factory.mktemp("pack")
    checked = check([MODULE])
    write_pack(checked.modules, folder)
    return Catalog(folder)


class Nowhere:
    """There is no other page."""

    def go(self, page: str, argument: str = "") -> None:
        """Stay."""


def test_through_every_kind_of_activity(
    guest: Desk, course: Catalog, answers: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _url: True)
    object.__setattr__(guest, "catalog", course)
    presenter = open_module(guest, course.modules()[0].key, Nowhere(), random.Random(3), lambda _done: None)
    page = ModulePage(presenter, answers)
    qtbot.addWidget(page)
    page.resize(1024, 560)
    page.show()
    presenter.begin()
    found = {stop: faults(hear(page)) + out_of_order(page) for stop in play(page, presenter)}
    assert {stop: told for stop, told in found.items() if told} == {}
    assert len({stop.removesuffix(", done") for stop in found}) == 8


def test_the_warning_before_the_lock(completed: House) -> None:
    completed.idle.warning.set(30)
    settle()
    assert faults(hear(completed.window)) == []
    assert "Are you still there?" in [one.name for one in hear(completed.window) if one.role == Role.Heading]


def test_a_page_that_says_what_happened(qtbot: QtBot) -> None:
    page = TroublePage(Offline())
    qtbot.addWidget(page)
    page.show()
    (notice,) = (one for one in hear(page) if one.role == Role.Notification)
    assert faults(hear(page)) == [] and Offline.title in notice.name


def test_a_window_that_opens_says_so(theme: object, qtbot: QtBot, open_window: Callable[[], MainWindow]) -> None:
    window = MainWindow(open_window().theme)
    qtbot.addWidget(window)
    window.show()
    assert "Opening" in [one.name for one in hear(window)]


def test_the_rail_says_which_page_is_open(guest_house: House) -> None:
    guest_house.navigation.go("help")
    tabs = {one.name: one for one in hear(guest_house.window) if one.role == Role.PageTab}
    chosen = {name for name, one in tabs.items() if one.widget and one.widget.isChecked()}  # type: ignore[attr-defined]
    state = QAccessible.queryAccessibleInterface(tabs["Help"].widget).state()  # type: ignore[arg-type]
    assert (set(tabs), chosen, state.selected) == (
        {"Home", "Certificates", "Help", "Settings", "Sign in"},
        {"Help"},
        1,
    )


def test_whose_account_it_is_stands_in_the_tip_too(ana_house: House) -> None:
    assert ana_house.window.rail.buttons["account"].toolTip() == "Account of Ana (Ctrl+5)"


def test_a_field_tells_its_label_its_hint_and_its_error(qtbot: QtBot) -> None:
    field = Field("Email", "A code is sent there.")
    qtbot.addWidget(field)
    field.show()
    interface = QAccessible.queryAccessibleInterface(field.edit)
    told = [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    field.set_error("This is no address.")
    labels = [other.text(QAccessible.Text.Name) for other, _kind in interface.relations(_LABELS)]
    assert (told, labels) == (["Email", "A code is sent there."], ["Email"])
    assert interface.text(QAccessible.Text.Description) == "This is no address."


_LABELS = QAccessible.RelationFlag.Label


def test_a_ring_says_how_much_is_done(qtbot: QtBot) -> None:
    ring = ProgressRing(2, 5)
    qtbot.addWidget(ring)
    ring.show()
    (one,) = hear(ring)
    assert (one.role, one.name) == (Role.Graphic, "2 of 5 done")


@pytest.mark.parametrize(
    ("plant", "fault"),
    [
        (lambda page: QPushButton(page), "no name"),
        (lambda page: QPushButton("→", page), "no name"),
        (lambda page: _focusable(page), "no role of a control"),
        (lambda page: heard.heard(_picture(page), "picture"), "no words for a picture"),
        (lambda page: _named(QuietButton("Send", parent=page), "Store"), "said otherwise than shown"),
        (lambda page: [QuietButton("Again", parent=page) for _ in range(2)], "same words"),
        (lambda page: _untold(page), "error not told"),
    ],
)
def test_a_planted_fault_is_found(guest_house: House, plant: Callable[[QWidget], object], fault: str) -> None:
    page = guest_house.window.frame
    assert faults(hear(guest_house.window)) == []
    before = set(page.findChildren(QWidget))
    plant(page)
    for widget in set(page.findChildren(QWidget)) - before:
        widget.show()
    QApplication.processEvents()
    assert any(told.startswith(fault) for told in faults(hear(guest_house.window)))


def test_a_planted_disorder_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    lower, upper = Label("second", parent=page), Label("first", parent=page)
    upper.setGeometry(0, 0, 100, 20)
    lower.setGeometry(0, 40, 100, 20)
    page.show()
    assert len(out_of_order(page)) == 1
    lower.raise_()
    assert out_of_order(page) == []


def _focusable(page: QWidget) -> QWidget:
    widget = QWidget(page)
    widget.setAccessibleName("A thing")
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return widget


def _picture(page: QWidget) -> Drawing:
    return Drawing(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 20, parent=page)


def _named(button: QPushButton, name: str) -> QPushButton:
    button.setAccessibleName(name)
    return button


def _untold(page: QWidget) -> Field:
    field = Field("Email", parent=page)
    field.set_error("No address.")
    field.edit.setAccessibleDescription("")
    return field


def test_a_page_without_a_heading_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    QLabel("Words", page)
    page.show()
    assert faults(hear(page)) == ["no heading"]
