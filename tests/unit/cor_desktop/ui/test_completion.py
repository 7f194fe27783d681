from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.presenters.completion import CompletionPresenter
from cor_desktop.ui.completion import CompletionPage
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.text import Button
from tests.fakes.background import AtOnce
from tests.fakes.player import KEY, Answers


class Ways:
    def __init__(self) -> None:
        self.went: list[str] = []

    def go(self, page: str, argument: str = "") -> None:
        self.went.append(f"{page} {argument}".strip())


@pytest.fixture
def ways() -> Ways:
    return Ways()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, desk: Desk, ways: Ways) -> CompletionPage:
    module = desk.catalog.module(KEY)
    for activity in module.activities:
        open_activity(desk, module, activity.id)
        finish_activity(desk, module, activity.id)
    finish_module(desk, module)
    page = CompletionPage(CompletionPresenter(desk, module, ways, AtOnce()), Answers())
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.enter(KEY)
    return page


def words(page: CompletionPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def press(page: CompletionPage, name: str) -> None:
    next(button for button in page.findChildren(Button) if button.text() == name).click()


def test_it_names_the_module_the_day_and_what_was_done(page: CompletionPage) -> None:
    assert "What a relationship changes" in words(page)
    assert "Completed on 24 November 2026. 8 of 8 activities finished." in words(page)


def test_a_guest_is_shown_the_way_to_a_certificate(page: CompletionPage, ways: Ways) -> None:
    assert "Your certificate waits for an account" in words(page)
    press(page, "Create an account")
    assert ways.went == ["register"]


def test_home_is_one_click_away(page: CompletionPage, ways: Ways) -> None:
    press(page, "Home")
    assert ways.went == ["home"]


def test_it_says_once_more_what_to_try_tomorrow(page: CompletionPage) -> None:
    assert "One thing to try tomorrow" in words(page)
    assert any(
        prose.toPlainText().startswith("Be at the door two minutes early.") for prose in page.findChildren(Prose)
    )


def test_the_next_module_is_offered(page: CompletionPage, ways: Ways) -> None:
    assert "When you are ready: module 2" in words(page)
    press(page, "Go on to the next module")
    assert ways.went == ["module your-first-reading"]


def test_the_page_for_a_school_team_is_at_hand(page: CompletionPage) -> None:
    assert "For your school team" in words(page)
