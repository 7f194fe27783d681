from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cor_desktop.actions.my_data import Held
from cor_desktop.learning.catalog import Catalog
from cor_desktop.learning.shelf import Shelf
from cor_desktop.presenters.my_data.names import Computers, Times, Titles
from cor_protocol.pack import parts_of
from tests.factories.facts import DEVICE, OTHER_DEVICE
from tests.factories.modules import a_module
from tests.factories.packs import COVER, a_pack
from tests.fakes.clock import TUESDAY
from tests.unit.cor_desktop.presenters.my_data.conftest import kept


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("home", "Home"),
        ("module.a-module", "Module: A module"),
        ("module.lost-module", "Module: lost-module"),
        ("some-new-page", "Some new page"),
        ("web.account-email", "On the server’s web pages: account email"),
    ],
)
def test_m1_pages_have_names(titles: Titles, page: str, words: str) -> None:
    assert titles.page(page) == words


def test_modules_and_activities_have_their_titles(titles: Titles) -> None:
    assert (titles.module("a-module"), titles.activity("a-module:one")) == ("A module", "One")


def test_what_the_course_lost_is_said_as_it_is_kept(titles: Titles) -> None:
    lost = [titles.module("lost"), titles.activity("lost:one"), titles.activity("a-module:lost")]
    assert lost == ["lost", "one", "lost"]


def test_what_a_newer_course_gave_up_keeps_its_name_while_it_is_here(tmp_path: Path) -> None:
    other = replace(a_module("two"), key="other-module", title="The other")
    a_pack(tmp_path / "first", a_module("one", "gone"), other)
    newer = replace(a_module("one", version=2), title="Changed")
    shelf = Shelf(tmp_path / "shelf")
    for blob in (*parts_of(newer), COVER):
        shelf.put(blob)
    shelf.switch((a_pack(tmp_path / "second", newer, version=8) / "index.json").read_bytes(), 8)
    titles = Titles(Catalog(tmp_path / "first", shelf=shelf))
    assert (titles.module("a-module"), titles.module("other-module")) == ("Changed", "The other")
    assert (titles.activity("a-module:gone"), titles.activity("other-module:two")) == ("Gone", "Two")


def test_a_course_that_is_damaged_takes_no_line_away(tmp_path: Path) -> None:
    titles = Titles(Catalog(tmp_path / "nothing"))
    assert (titles.module("a-module"), titles.activity("a-module:one")) == ("a-module", "one")


def test_each_computer_is_told_from_the_others(holding: Callable[..., Held]) -> None:
    held = holding(kept("a", "b", device=OTHER_DEVICE), kept("a", "c", device="web"), kept("a", "d", device="c" * 26))
    computers = Computers(held)
    named = [computers.name(device) for device in (DEVICE, OTHER_DEVICE, "c" * 26, "web", "server")]
    assert named == [
        "this computer",
        "another computer (1)",
        "another computer (2)",
        "the server",
        "the server",
    ]


def test_a_single_other_computer_needs_no_number(holding: Callable[..., Held]) -> None:
    assert Computers(holding(kept("a", "b", device=OTHER_DEVICE))).name(OTHER_DEVICE) == "another computer"


def test_moments_are_by_this_computers_calendar(times: Times) -> None:
    assert times.moment(TUESDAY) == "24 November, 15:00"
    assert times.moment(2**40) == "30 December 9999, 01:00"


def test_what_is_read_later_has_its_year() -> None:
    assert Times(TUESDAY, 0, later=True).moment(TUESDAY) == "24 November 2026, 14:00"
