"""Where the focus goes, that it is seen, and that it is never lost: every page and every kind of activity, by Tab."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.authoring.check import check
from cor_desktop.authoring.pack import write_pack
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.module import ModulePresenter, open_module
from cor_desktop.ui.frame import Frame
from cor_desktop.ui.house import House
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.sign_in import SignInPage
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.text import QuietButton
from tests.factories.modules import a_module
from tests.fakes.finding import button, page_of
from tests.fakes.focusing import ring, stops
from tests.fakes.hearing import follows
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer
from tests.fakes.walking import BEFORE, GUEST, LOCKED, SIGNED_IN, play, settle, visit

MODULE = Path(__file__).parents[2] / "content" / "what-a-relationship-changes"
BACK = Qt.Key.Key_Backtab
RIGHT = Qt.LayoutDirection.RightToLeft


@pytest.fixture(autouse=True)
def still(theme: Theme) -> None:
    theme.apply("light", 100, True)


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


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The first module, which has every kind of activity."""
    folder = tmp_path_factory.mktemp("pack")
    write_pack(check([MODULE]).modules, folder)
    return Catalog(folder)


@pytest.fixture
def playing(
    guest: Desk, course: Catalog, answers: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> tuple[Frame, ModulePage, ModulePresenter]:
    """A module's page, with the rail and the line around it that lead nowhere."""
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _url: True)
    object.__setattr__(guest, "catalog", course)
    presenter = open_module(guest, course.modules()[0].key, Nowhere(), random.Random(3), lambda _done: None)
    page, frame = ModulePage(presenter, answers), Frame(lambda _page: None, lambda: None, lambda: None)
    frame.stack.addWidget(page)
    qtbot.addWidget(frame)
    frame.resize(1024, 600)
    active(frame, qtbot)
    presenter.begin()
    return frame, page, presenter


class Nowhere:
    """There is no other page."""

    def go(self, page: str, argument: str = "") -> None:
        """Stay."""


def active(window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def troubles(frame: Frame) -> list[str]:
    """What somebody who goes by Tab stumbles over: a stop left out on the way back, one that is out of order."""
    there, back = stops(), stops(BACK)
    first = next(one for one in frame.rail.buttons.values() if one.isVisible())
    turned = [*there[there.index(first) :], *there[: there.index(first)]]
    reading = [one for one in turned if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    wrong = [f"{_name(a)} then {_name(b)}" for a, b in itertools.pairwise(reading) if not follows(a, b)]
    return [*wrong, *(f"not on the way back: {_name(one)}" for one in set(reading) ^ set(_real(back)))]


def _real(reached: list[QWidget]) -> list[QWidget]:
    return [one for one in reached if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()[:50]!r}"


def troubles_on(house: House, names: tuple[str, ...], qtbot: QtBot) -> dict[str, list[str]]:
    active(house.window, qtbot)
    found = {stop: troubles(house.window.frame) for stop, _page in visit(house, names)}
    return {stop: told for stop, told in found.items() if told}


def test_tab_goes_as_one_reads_before_anybody_has_started(house: House, qtbot: QtBot) -> None:
    assert troubles_on(house, BEFORE, qtbot) == {}


def test_tab_goes_as_a_guest_reads(guest_house: House, qtbot: QtBot) -> None:
    assert troubles_on(guest_house, GUEST, qtbot) == {}


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, RIGHT])
def test_tab_goes_as_one_reads_signed_in(completed: House, direction: Qt.LayoutDirection, qtbot: QtBot) -> None:
    completed.window.setLayoutDirection(direction)
    assert troubles_on(completed, SIGNED_IN, qtbot) == {}


def test_tab_goes_as_one_reads_behind_the_lock(completed: House, qtbot: QtBot) -> None:
    completed.account.lock()
    assert troubles_on(completed, LOCKED, qtbot) == {}


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, RIGHT])
def test_tab_goes_as_one_reads_in_every_activity(
    playing: tuple[Frame, ModulePage, ModulePresenter], direction: Qt.LayoutDirection
) -> None:
    frame, page, presenter = playing
    frame.setLayoutDirection(direction)
    found = {}
    for stop in play(page, presenter):
        assert page.view
        page.view.focus_first()
        found[stop] = troubles(frame)
    assert {stop: told for stop, told in found.items() if told} == {}


def dim(reached: list[QWidget], seen: set[object]) -> Iterator[str]:
    """What does not show that it has the focus: along its rim, or around a link, many pixels change by 3 to 1."""
    for widget in _real(reached):
        kind = (type(widget), widget.property("role"), isinstance(widget, QAbstractButton) and widget.isChecked())
        if kind not in seen:
            seen.add(kind)
            needed = 60 if isinstance(widget, Prose) else widget.width() + widget.height()
            if (lit := ring(widget)) < needed:
                yield f"{_name(widget)}: {lit} of {needed}"


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_the_focus_is_seen_on_every_page(completed: House, theme: Theme, appearance: str, qtbot: QtBot) -> None:
    theme.apply(appearance, 100, True)
    active(completed.window, qtbot)
    seen: set[object] = set()
    found = [list(dim(stops(), seen)) for _name, _page in visit(completed, (*SIGNED_IN, "register", "sign_in"))]
    assert [told for told in found if told] == []
    assert len(seen) > 15


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_the_focus_is_seen_in_every_activity(
    playing: tuple[Frame, ModulePage, ModulePresenter], theme: Theme, appearance: str
) -> None:
    theme.apply(appearance, 100, True)
    _frame, page, presenter = playing
    seen: set[object] = set()
    found = []
    for stop in play(page, presenter):
        assert page.view
        page.view.focus_first()
        found += [f"{stop}: {told}" for told in dim(stops(), seen)]
    assert found == []


def test_every_link_of_a_text_is_a_stop_in_both_directions(qtbot: QtBot) -> None:
    frame = Frame(lambda _page: None, lambda: None, lambda: None)
    followed: list[str] = []
    links = '<p><a href="cite:one">one</a> and <a href="cite:two">two</a></p>'
    column = Column()
    for part in (QuietButton("Before"), Prose(links, cited=followed.append), QuietButton("After")):
        column.add(part)
    frame.stack.addWidget(column)
    qtbot.addWidget(frame)
    active(frame, qtbot)
    button(column, "Before").setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        press(key)
    assert (followed, QApplication.focusWidget()) == (["one", "two"], button(column, "After"))
    for key in (BACK, Qt.Key.Key_Return, BACK, Qt.Key.Key_Return, BACK):
        press(key)
    assert (followed[2:], QApplication.focusWidget()) == (["two", "one"], button(column, "Before"))


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    settle()


def test_where_nothing_has_the_focus_tab_begins_at_the_first_stop(guest_house: House, qtbot: QtBot) -> None:
    active(guest_house.window, qtbot)
    focused = QApplication.focusWidget()
    assert focused
    focused.clearFocus()
    QTest.keyClick(guest_house.window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is guest_house.window.rail.buttons["home"]


def test_what_goes_with_the_focus_hands_it_to_what_follows(qtbot: QtBot) -> None:
    frame = Frame(lambda _page: None, lambda: None, lambda: None)
    column, rows = Column(), Column()
    for part in (QuietButton("Before"), rows, QuietButton("After")):
        column.add(part)
    rows.add(QuietButton("Row"))
    frame.stack.addWidget(column)
    qtbot.addWidget(frame)
    active(frame, qtbot)
    button(column, "Row").setFocus()
    rows.clear()
    settle()
    assert QApplication.focusWidget() is button(column, "After")


def test_the_focus_is_on_the_page_after_every_change_of_page(completed: House, qtbot: QtBot) -> None:
    active(completed.window, qtbot)
    for _stop, page in visit(completed, (*SIGNED_IN, "sign_in", "register")):
        focused = QApplication.focusWidget()
        assert focused is not None and (page is focused or page.isAncestorOf(focused)), _stop


def test_after_a_sentence_that_something_is_wrong_the_focus_is_in_its_field(guest_house: House, qtbot: QtBot) -> None:
    active(guest_house.window, qtbot)
    guest_house.navigation.go("sign_in")
    page = page_of(guest_house, SignInPage)
    page.send.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.fields["email"].edit
