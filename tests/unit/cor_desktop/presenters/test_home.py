from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.keep_begun import keep_begun
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.views import Learner
from cor_desktop.errors import CourseTrouble
from cor_desktop.learning.catalog import Catalog
from cor_desktop.learning.shelf import Shelf
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.home import HomePresenter, ModuleCard, greeting, next_card, next_step, progress_words
from cor_desktop.presenters.navigation import Navigation, Place
from tests.factories.modules import a_module, a_reading
from tests.factories.packs import COVER, a_pack

MODULE = a_module("one", "two")
A = ModuleCard("a", "", 1, "A", "", "5 minutes", (), "new", "New", 0, 0)


@pytest.fixture
def home(guest: Desk, account: AccountPresenter, navigation: Navigation) -> HomePresenter:
    return HomePresenter(guest, account, navigation)


def finish(desk: Desk, *activities: str) -> None:
    for activity in activities:
        open_activity(desk, MODULE, activity)
        finish_activity(desk, MODULE, activity)


def test_a_new_module_can_be_started(home: HomePresenter) -> None:
    home.refresh()
    (card,) = home.cards.value
    assert (card.title, card.minutes, card.objectives) == ("A module", "10 minutes", ("Notice.",))
    assert (card.state_words, card.button) == ("New", "Start")
    assert home.next_step.value.startswith("Next: start “A module”.")


def test_a_started_module_shows_how_far_it_is(home: HomePresenter, guest: Desk) -> None:
    finish(guest, "one")
    home.refresh()
    (card,) = home.cards.value
    assert (card.state_words, card.button, card.done, card.total) == ("In progress", "Continue", 1, 2)
    assert home.next_step.value == "Next: go on with “A module”. 1 of 2 activities are done."


def test_a_completed_module_says_when(home: HomePresenter, guest: Desk) -> None:
    finish(guest, "one", "two")
    finish_module(guest, MODULE)
    home.refresh()
    (card,) = home.cards.value
    assert (card.state_words, card.button) == ("Completed on 24 November", "Review")
    assert "every module" in home.next_step.value


def test_a_module_begun_in_a_version_the_course_lost_is_counted_by_the_newest(home: HomePresenter, guest: Desk) -> None:
    open_activity(guest, a_module("one", version=9), "one")
    home.refresh()
    assert home.cards.value[0].total == 2


def test_what_the_newest_version_no_longer_has_is_not_counted_as_done(home: HomePresenter, guest: Desk) -> None:
    begun = a_module("one", "gone", "retired", version=9)
    for activity in begun.activities:
        open_activity(guest, begun, activity.id)
        finish_activity(guest, begun, activity.id)
    home.refresh()
    assert (home.cards.value[0].done, home.cards.value[0].total) == (1, 2)


@pytest.fixture
def course(guest: Desk, tmp_path: Path) -> Desk:
    """The guest has begun two modules of a course; the next course has one of them in another version."""
    other = replace(MODULE, key="other-module", number=2, title="The other")
    before = replace(guest, catalog=Catalog(a_pack(tmp_path / "first", MODULE, other), shelf=Shelf(tmp_path / "shelf")))
    for module in (MODULE, other):
        open_activity(before, module, "one")
    keep_begun(before)
    newer = replace(a_module("one", version=2), title="Changed", activities=(a_reading("one"),))
    return replace(
        guest, catalog=Catalog(a_pack(tmp_path / "second", newer, version=8), shelf=Shelf(tmp_path / "shelf"))
    )


def test_m17_what_a_learner_has_begun_stands_on_home_as_they_began_it(
    course: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    home = HomePresenter(course, account, navigation)
    home.refresh()
    first = home.cards.value[0]
    assert (first.title, first.minutes, first.total) == ("A module", "10 minutes", 2)
    assert home.picture(first) == COVER


def test_m17_a_module_that_the_course_gave_up_stays_on_home_until_who_began_it_has_finished(
    course: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    home = HomePresenter(course, account, navigation)
    home.refresh()
    assert [(card.title, card.state) for card in home.cards.value] == [
        ("A module", "started"),
        ("The other", "started"),
    ]
    given_up = course.catalog.module("other-module", 1)
    for activity in given_up.activities:
        open_activity(course, given_up, activity.id)
        finish_activity(course, given_up, activity.id)
    finish_module(course, given_up)
    home.refresh()
    assert [card.title for card in home.cards.value] == ["A module"]


def test_a_module_in_another_language_than_the_one_spoken_says_so(
    guest: Desk, account: AccountPresenter, navigation: Navigation, spanish: None, tmp_path: Path
) -> None:
    translated = replace(MODULE, language="es", title="Un módulo")
    english = replace(MODULE, key="other-module", number=2)
    catalog = Catalog(a_pack(tmp_path / "both", MODULE, translated, english), language="es")
    home = HomePresenter(replace(guest, catalog=catalog), account, navigation)
    home.refresh()
    assert [card.language_words for card in home.cards.value] == ["", "Idioma: English"]


def test_a_damaged_course_is_told_and_keeps_the_page(home: HomePresenter, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "pack")
    home.refresh()
    assert isinstance(home.trouble.value, CourseTrouble)
    assert home.cards.value == ()


def test_a_cover_that_cannot_be_read_is_left_out(home: HomePresenter, tmp_path: Path) -> None:
    home.refresh()
    (card,) = home.cards.value
    assert home.picture(card) == COVER
    shutil.rmtree(tmp_path / "pack" / "blobs")
    assert home.picture(card) == b""


def test_where_the_buttons_lead(home: HomePresenter, navigation: Navigation) -> None:
    home.open("a-module")
    went = [navigation.place.value]
    for press in (home.show_certificates, home.register, home.sign_in):
        press()
        went.append(navigation.place.value)
    assert went == [Place("module", "a-module"), Place("certificates"), Place("register"), Place("sign_in")]


def test_a_learner_is_greeted_by_name() -> None:
    assert greeting(Learner(True, False, "Ana", "Bell", "ana@example.org")) == "Welcome, Ana"
    assert greeting(Learner(False, True)) == "Welcome"
    assert greeting(None) == "Welcome"


def test_what_was_begun_comes_before_what_is_new() -> None:
    cards = (replace(A, state="completed"), A, replace(A, title="C", state="started", done=1, total=3))
    assert next_card(cards) is cards[2]
    assert next_step(cards) == "Next: go on with “C”. 1 of 3 activities are done."
    assert progress_words(cards) == "1 of 3 modules completed"


def test_where_all_is_completed_nothing_is_next() -> None:
    assert next_card((replace(A, state="completed"),)) is None
    assert next_card(()) is None
    assert next_step(()) == ""


def test_a_card_is_spoken_in_one_sentence() -> None:
    assert A.spoken == "Module 1: A. New."
