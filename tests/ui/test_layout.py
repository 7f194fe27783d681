"""Nothing is cut off on a small screen, at any text size, in any appearance, from either side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from cor_desktop.actions.accounts import seal_name
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.store import unlocking
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.page import Page
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

PAGES = (
    *("welcome", "home", "certificates", "help", "settings", "sync", "register", "sign_in"),
    *("code", "reset", "new_password", "account", "my_data"),
)
SIZES = (100, 125, 150, 175, 200)


def cut_off(page: QWidget) -> list[str]:
    """What has less room than its words need."""
    labels = [label for label in page.findChildren(QLabel) if label.isVisibleTo(page) and label.text()]
    buttons = [button for button in page.findChildren(QAbstractButton) if button.isVisibleTo(page)]
    short = [label.text() for label in labels if label.height() < _needs(label)]
    narrow = [button.text() for button in buttons if button.width() < button.minimumSizeHint().width()]
    return short + narrow


def _needs(label: QLabel) -> int:
    return label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def cut_off_on_pages(window: MainWindow) -> dict[str, list[str]]:
    """What is cut off on each page that has anything of it."""
    assert window.house is not None
    found = {}
    for name in PAGES:
        window.house.navigation.go(name)
        settle()
        page = window.stack.currentWidget()
        assert isinstance(page, Page)
        found[name] = cut_off(page) + ["too wide"] * (page.column.width() > page.viewport().width())
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(
    ana: Desk, open_window: Callable[[], MainWindow], theme: Theme, size: int, direction: Qt.LayoutDirection
) -> None:
    module = a_module("one", "two")
    open_activity(ana, module, "one")
    finish_activity(ana, module, "one")
    theme.apply("light", size, False)
    window = open_window()
    window.setLayoutDirection(direction)
    assert cut_off_on_pages(window) == {}


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["es", "pseudo"])
def test_nothing_is_cut_off_in_a_language_with_longer_words(
    ana: Desk,
    open_window: Callable[[], MainWindow],
    theme: Theme,
    speaking: Callable[[str], None],
    language: str,
    size: int,
) -> None:
    speaking(language)
    theme.apply("light", size, False)
    window = open_window()
    assert cut_off_on_pages(window) == {}


def test_what_changes_while_it_is_shown_is_not_cut_off(
    ana: Desk, open_window: Callable[[], MainWindow], theme: Theme
) -> None:
    window = open_window()
    assert window.house is not None
    window.house.navigation.go("settings")
    settle()
    for appearance, size in (("dark", 200), ("contrast", 150), ("light", 100)):
        theme.apply(appearance, size, False)
        settle()
        page = window.stack.currentWidget()
        assert page is not None and cut_off(page) == []
    assert (window.width(), window.height()) == (1024, 600)


def test_names_that_people_made_make_no_page_too_wide(
    ana: Desk, open_window: Callable[[], MainWindow], theme: Theme, server: FakeServer
) -> None:
    server.single_sign_on = (("lakeside", "Lakeside Unified School District & Regional Office of Teacher Education"),)
    theme.apply("light", 200, False)
    house = open_window().house
    assert house is not None
    learner = ana.learner().id
    with ana.store.transaction() as connection:
        row = unlocking.find(connection, learner)
        assert row is not None
        name = seal_name(ana, learner, "Odo Quist-Vandermeulen von und zu Hohenlohe-Langenburg", "odo@example.org")
        unlocking.keep(connection, replace(row, here_only=True, remembered_name=name))
    house.account.lock()
    wide = []
    for page, argument in (("sign_in", ""), ("lock", ""), ("browser", "lakeside")):
        house.navigation.go(page, argument)
        settle()
        shown = house.window.stack.currentWidget()
        assert isinstance(shown, Page)
        wide += [page] * (shown.column.width() > shown.viewport().width())
    assert wide == []
