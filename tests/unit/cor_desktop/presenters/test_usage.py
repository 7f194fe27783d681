from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.presenters.usage import PageLine, UsagePresenter
from tests.fakes.clock import HandClock

A_DAY = 86_400


@pytest.fixture
def used(ana: Desk, clock: HandClock) -> UsagePresenter:
    """Three days at home, on one of them in a module."""
    for page, argument in (("home", ""), ("module", "a-module"), ("home", "")):
        keep_open_page(ana, page, argument)
        clock.advance(A_DAY)
    keep_open_page(ana, "home")
    keep_open_page(ana, "home")
    presenter = UsagePresenter(ana)
    presenter.refresh()
    return presenter


def test_m1_the_days_are_said_in_a_sentence(used: UsagePresenter) -> None:
    assert used.sentence == "You used COR on 4 days, from 24 November 2026 to 27 November 2026."


def test_m1_the_pages_are_said_in_plain_words_the_most_used_first(used: UsagePresenter) -> None:
    assert used.lines == (
        PageLine("Home", "on 3 days, last on 27 November"),
        PageLine("Module: A module", "on 1 day, last on 25 November"),
    )


def test_m1_one_day_is_one_day(ana: Desk) -> None:
    keep_open_page(ana, "new_password")
    presenter = UsagePresenter(ana)
    presenter.refresh()
    assert presenter.sentence == "You used COR on 1 day: 24 November 2026."
    assert presenter.lines[0].title == "Choosing a new password"


def test_a_page_of_a_later_version_and_a_lost_module_have_names_too(ana: Desk) -> None:
    keep_open_page(ana, "some_new_page")
    keep_open_page(ana, "module", "lost-module")
    presenter = UsagePresenter(ana)
    presenter.refresh()
    assert {line.title for line in presenter.lines} == {"Some new page", "Module: lost-module"}


def test_before_anything_is_kept(ana: Desk) -> None:
    presenter = UsagePresenter(ana)
    presenter.refresh()
    assert (presenter.sentence, presenter.lines) == ("Nothing is kept yet.", ())
