from __future__ import annotations

import pytest

from cor_desktop.actions.views import sync_state
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.activity_view import ActivityView
from cor_desktop.ui.completion import CompletionPage
from cor_desktop.ui.house import House
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.module_visit import build_visit
from cor_desktop.ui.widgets.banner import Banner
from tests.fakes.finding import button, page_of

KEY = "a-module"


@pytest.fixture
def visit(guest_house: House) -> House:
    """A guest in the module."""
    guest_house.navigation.go("module", KEY)
    return guest_house


def test_a_module_opens_at_its_page(visit: House) -> None:
    page = page_of(visit, ModulePage)
    assert page.view
    assert page.view.title.text() == "One"


def test_going_through_it_leads_to_the_completion(visit: House) -> None:
    page = page_of(visit, ModulePage)
    for _ in range(2):
        page.foot.onward.click()
    assert page_of(visit, CompletionPage).accessibleName() == "You have completed the module"


def test_the_line_at_the_bottom_knows_of_each_page_opened(visit: House) -> None:
    unsent = visit.sync.state.value.unsent
    assert unsent == sync_state(visit.desk).unsent > 0


def test_words_on_the_page_guard_the_way_out(visit: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ActivityView, "holds_words", True)
    visit.navigation.go("home")
    assert visit.navigation.place.value == Place("module", KEY)
    button(page_of(visit, ModulePage), "Leave and let them go").click()
    assert visit.navigation.place.value == Place("home")


def test_a_module_that_is_not_there_is_told_in_words(guest_house: House) -> None:
    page = build_visit(guest_house, Place("module", "elsewhere"))
    banner = page.findChild(Banner)
    assert isinstance(banner, Banner)
    assert "The course on this computer is damaged." in banner.words
    page.deleteLater()
