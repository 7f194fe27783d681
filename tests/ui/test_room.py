"""Room enough: what is pressed is large enough to hit, nothing is cut off at 200 %, and nothing moves unasked."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
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
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.text import NameButton
from tests.factories.modules import a_module
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer
from tests.fakes.walking import BEFORE, SIGNED_IN, play, visit

MODULE = Path(__file__).parents[2] / "content" / "what-a-relationship-changes"
LEAST = 24
"""Pixels across and down (WCAG 2.5.8)."""
DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The first module, which has every kind of activity."""
    folder = tmp_path_factory.mktemp("pack")
    write_pack(check([MODULE]).modules, folder)
    return Catalog(folder)


@pytest.fixture
def completed(ana: Desk, server: FakeServer, open_house: Callable[[], House]) -> Callable[[], House]:
    """Opens the window for Ana, who has completed a module and has its certificate."""
    module = a_module("one", "two")
    for activity in ("one", "two"):
        open_activity(ana, module, activity)
        finish_activity(ana, module, activity)
    finish_module(ana, module)
    server.award(ana.learner().id, "COR-1")
    return open_house


class Nowhere:
    """There is no other page."""

    def go(self, page: str, argument: str = "") -> None:
        """Stay."""


@pytest.fixture
def begin(
    guest: Desk, course: Catalog, answers: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[Frame, ModulePage, ModulePresenter]]:
    """Opens a module's page in a window of 1024 by 600."""
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _url: True)
    object.__setattr__(guest, "catalog", course)

    def begun() -> tuple[Frame, ModulePage, ModulePresenter]:
        presenter = open_module(guest, course.modules()[0].key, Nowhere(), random.Random(3), lambda _done: None)
        page, frame = ModulePage(presenter, answers), Frame(lambda _page: None, lambda: None, lambda: None)
        frame.stack.addWidget(page)
        qtbot.addWidget(frame)
        frame.resize(1024, 600)
        frame.show()
        presenter.begin()
        return frame, page, presenter

    return begun


def too_small(window: QWidget) -> list[str]:
    """What is pressed or typed in and has less than 24 by 24 pixels. Links within a line of text are let off."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    controls = [one for kind in kinds for one in window.findChildren(kind) if one.isVisible()]
    return [f"{one.accessibleName()}: {one.size()}" for one in controls if min(one.width(), one.height()) < LEAST]


def cut_off(window: QWidget) -> list[str]:
    """Words that have less room than they need, and what reaches over the side of the window."""
    labels = [one for one in window.findChildren(QLabel) if one.isVisible() and one.text()]
    prose = [one for one in window.findChildren(Prose) if one.isVisible()]
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    short = [one.text() for one in labels if one.height() < _needs(one)]
    hidden = [one.accessibleName() for one in prose if one.height() < one.heightForWidth(one.width())]
    narrow = [one.accessibleName() or one.text() for one in buttons if one.width() < one.minimumSizeHint().width()]
    low = [one.accessibleName() for one in buttons if one.hasHeightForWidth() and one.height() < _high(one)]
    return [*short, *hidden, *narrow, *low]


def _needs(label: QLabel) -> int:
    return label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()


def _high(button: QAbstractButton) -> int:
    return button.heightForWidth(button.width())


def test_everything_that_is_pressed_is_large_enough(completed: Callable[[], House]) -> None:
    house = completed()
    found = {stop: too_small(house.window) for stop, _page in visit(house, (*SIGNED_IN, "register", "sign_in"))}
    assert {stop: told for stop, told in found.items() if told} == {}


def test_everything_that_is_pressed_in_an_activity_is_large_enough(
    begin: Callable[[], tuple[Frame, ModulePage, ModulePresenter]],
) -> None:
    frame, page, presenter = begin()
    found = {stop: too_small(frame) for stop in play(page, presenter)}
    assert {stop: told for stop, told in found.items() if told} == {}


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("size", [100, 150, 200])
def test_no_activity_is_cut_off_on_a_small_screen(
    begin: Callable[[], tuple[Frame, ModulePage, ModulePresenter]],
    theme: Theme,
    size: int,
    direction: Qt.LayoutDirection,
) -> None:
    theme.apply("light", size, True)
    frame, page, presenter = begin()
    frame.setLayoutDirection(direction)
    found = {}
    for stop in play(page, presenter):
        assert page.view
        wide = ["too wide"] * (page.view.column.width() > page.view.viewport().width())
        found[stop] = cut_off(frame) + wide + ["the window grew"] * (frame.width() > 1024 or frame.height() > 600)
    assert {stop: told for stop, told in found.items() if told} == {}


def moving(within: QObject) -> list[QAbstractAnimation]:
    return [one for one in within.findChildren(QAbstractAnimation) if one.state() == QAbstractAnimation.State.Running]


def test_nothing_moves_where_nothing_shall_move(
    begin: Callable[[], tuple[Frame, ModulePage, ModulePresenter]], completed: Callable[[], House], theme: Theme
) -> None:
    theme.apply("light", 100, True)
    frame, page, presenter = begin()
    moved = [stop for stop in play(page, presenter) if moving(frame)]
    house = completed()
    moved += [stop for stop, _page in visit(house, (*SIGNED_IN, *BEFORE)) if moving(house.window)]
    assert moved == []


def test_that_something_moves_elsewhere_is_seen(completed: Callable[[], House], theme: Theme) -> None:
    theme.apply("light", 100, False)
    house = completed()
    house.navigation.go("completion", "a-module")
    QApplication.processEvents()
    assert moving(house.window)


def test_a_button_too_small_and_a_word_cut_off_are_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, label = NameButton("Ana"), QLabel("Words", window)
    button.setParent(window)
    button.setFixedSize(20, 40)
    label.setFixedHeight(3)
    window.show()
    assert (len(too_small(window)), "Words" in cut_off(window)) == (1, True)
