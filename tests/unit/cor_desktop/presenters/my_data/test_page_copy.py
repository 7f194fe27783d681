from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest

from cor_desktop import words
from cor_desktop.actions.my_data import Held, NameHere
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.devices import DeviceLine
from cor_desktop.presenters.my_data.page_copy import as_html
from cor_desktop.presenters.my_data.server import ServerSays
from cor_desktop.presenters.my_data.whole import Whole
from tests.fakes.clock import HandClock
from tests.unit.cor_desktop.presenters.my_data.conftest import kept

SLY = NameHere("<script>alert(1)</script>", 'O\'Bell & "Söhne"', "ana@example.org", "https://cor.example.org")


class Seen(HTMLParser):
    """Which elements and words a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


@pytest.fixture
def copy(holding: Callable[..., Held], catalog: Catalog) -> Callable[..., str]:
    def made(*devices: DeviceLine) -> str:
        held = holding(kept("activity.opened", "a-module:one"), kept("page.opened", "home:2026-11-24"), name=SLY)
        return as_html(Whole(held, ServerSays(), catalog, HandClock().read(), later=True), devices)

    return made


@pytest.fixture
def from_the_right(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(words, "_language", "ar")
    yield


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    return parser


def test_it_reads_like_the_page(copy: Callable[..., str]) -> None:
    said = seen(copy()).words
    for expected in ("My data", "On this computer", "On the server", "24 November 2026, 15:00", "Opened “One”", "Home"):
        assert expected in said


def test_what_people_typed_stays_words(copy: Callable[..., str]) -> None:
    found = seen(copy())
    assert SLY.first_name in found.words and SLY.last_name in found.words
    assert "script" not in found.elements


def test_it_loads_and_runs_nothing(copy: Callable[..., str]) -> None:
    page = copy()
    assert "default-src 'none'" in page
    assert {"script", "img", "link", "iframe", "a", "form"} & set(seen(page).elements) == set()


def test_computers_are_listed_where_they_are_known(copy: Callable[..., str]) -> None:
    assert "Where you are signed in" not in copy()
    assert "last seen Friday" in copy(DeviceLine(1, "Windows 11", "last seen Friday", True))


def test_it_has_its_language_and_direction(copy: Callable[..., str], from_the_right: None) -> None:
    assert '<html lang="en" dir="rtl">' in copy()
