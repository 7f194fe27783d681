from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import ModuleRecord, record
from cor_desktop.errors import CourseTrouble, NotSaved
from cor_desktop.learning.catalog import Catalog, CatalogFault
from cor_desktop.presenters.module import ModulePresenter, StillOpen, Told, Waiting, open_module
from cor_protocol.module import Band, Html, Module, Rating
from tests.factories.modules import a_module
from tests.fakes.a_desk import a_desk
from tests.fakes.clock import HandClock


class Shelf(Catalog):
    """A catalog of modules made by hand; the newest stands last."""

    def __init__(self, *modules: Module) -> None:
        self.modules_held = modules

    def module(self, key: str, version: int | None = None) -> Module:
        fitting = [one for one in self.modules_held if one.key == key and version in (None, one.version)]
        if not fitting:
            raise KeyError(key)
        return fitting[-1]

    def media(self, key: str, name: str, version: int | None = None) -> bytes:
        if name == "damaged.svg":
            raise CatalogFault("A picture cannot be shown.", "It is damaged.")
        return {"scene.svg": b"<svg/>"}[name]


@dataclass
class Ways:
    """Where the presenter asked to go, and what it said was kept."""

    went: list[tuple[str, str]] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)

    def go(self, page: str, argument: str = "") -> None:
        self.went.append((page, argument))


RATING = Rating("rate", "Rate", 1, (), True, (), ("no", "yes"), ("a",), (Band(2, Html("well")),))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path, HandClock(), None, Shelf(a_module("scene", "end", optional=("more",))))
    start_learning(desk)
    yield desk
    desk.store.close()


@pytest.fixture
def ways() -> Ways:
    return Ways()


def opened(desk: Desk, ways: Ways) -> ModulePresenter:
    presenter = open_module(desk, "a-module", ways, random.Random(1), ways.kept.append)
    presenter.begin()
    return presenter


def here(presenter: ModulePresenter) -> str:
    assert presenter.shown.value
    return presenter.shown.value.activity.id


def kept(desk: Desk) -> ModuleRecord:
    return record(desk)["a-module"]


def test_a_module_begins_at_its_first_activity(desk: Desk, ways: Ways) -> None:
    assert here(opened(desk, ways)) == "scene"
    assert kept(desk).opened == {"scene"}


def test_a_module_opens_where_the_learner_left_it(desk: Desk, ways: Ways) -> None:
    opened(desk, ways).continue_()
    assert here(opened(desk, ways)) == "end"


def test_the_outline_tells_what_is_done_what_is_open_and_where_one_is(desk: Desk, ways: Ways) -> None:
    presenter = opened(desk, ways)
    presenter.continue_()
    rows = [(row.activity, row.state, row.here) for row in presenter.outline.value]
    assert rows == [("scene", "done", False), ("end", "open", True), ("more", "new", False)]


def test_only_what_is_finished_is_a_time_to_send(desk: Desk, ways: Ways) -> None:
    presenter = opened(desk, ways)
    presenter.continue_()
    presenter.back()
    assert ways.kept == [False, True, False]


def test_finishing_the_last_page_completes_the_module_and_celebrates(desk: Desk, ways: Ways) -> None:
    presenter = opened(desk, ways)
    for _ in range(3):
        presenter.continue_()
    assert kept(desk).state == "completed"
    assert ways.went == [("completion", "a-module")]


def test_finish_names_what_is_open(desk: Desk, ways: Ways) -> None:
    presenter = opened(desk, ways)
    presenter.jump("more")
    presenter.continue_()
    notice = presenter.notice.value
    assert isinstance(notice, StillOpen)
    assert [row.title for row in notice.rows] == ["Scene", "End"]


def test_going_on_before_a_page_is_done_asks_and_says_what_is_open(desk: Desk, ways: Ways) -> None:
    presenter = rating_first(desk, ways)
    presenter.continue_()
    assert presenter.notice.value == Waiting("One statement is still open.")


def rating_first(desk: Desk, ways: Ways) -> ModulePresenter:
    module = a_module("end")
    module = replace(module, activities=(RATING, *module.activities))
    presenter = ModulePresenter(desk, module, ways, random.Random(1), ways.kept.append)
    presenter.begin()
    return presenter


def test_answering_what_a_notice_asked_for_puts_it_away(desk: Desk, ways: Ways) -> None:
    presenter = rating_first(desk, ways)
    presenter.continue_()
    assert presenter.shown.value
    presenter.shown.value.presenter.rate(0, 1)  # type: ignore[attr-defined]
    assert presenter.notice.value is None


def test_skipping_leaves_the_page_open(desk: Desk, ways: Ways) -> None:
    presenter = rating_first(desk, ways)
    presenter.continue_()
    presenter.skip()
    assert (here(presenter), kept(desk).finished) == ("end", frozenset())


def test_coming_back_to_an_activity_finds_its_answers_gone(desk: Desk, ways: Ways) -> None:
    presenter = rating_first(desk, ways)
    assert presenter.shown.value
    first = presenter.shown.value.presenter
    presenter.skip()
    presenter.back()
    assert presenter.shown.value.presenter is not first


def test_what_could_not_be_saved_did_not_happen_and_is_told(
    desk: Desk, ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = opened(desk, ways)

    def full(*_: object) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.module.finish_activity", full)
    presenter.continue_()
    assert here(presenter) == "scene"
    assert isinstance(presenter.notice.value, Told)
    assert presenter.notice.value.title == "Not saved"


def test_a_learner_goes_on_with_the_version_they_began(desk: Desk, ways: Ways) -> None:
    opened(desk, ways)
    shelf = Shelf(a_module("scene", "end"), a_module("scene", "other", version=2))
    object.__setattr__(desk, "catalog", shelf)
    assert opened(desk, ways).module.version == 1


def test_a_version_that_is_gone_gives_way_to_the_newest(desk: Desk, ways: Ways) -> None:
    opened(desk, ways).continue_()
    object.__setattr__(desk, "catalog", Shelf(a_module("scene", "other", version=2)))
    presenter = opened(desk, ways)
    assert (presenter.module.version, here(presenter)) == (2, "scene")


def test_a_module_that_is_not_there_is_told(desk: Desk, ways: Ways) -> None:
    with pytest.raises(CourseTrouble, match="damaged"):
        open_module(desk, "elsewhere", ways, random.Random(1), ways.kept.append)


@pytest.mark.parametrize(("name", "raw"), [("scene.svg", b"<svg/>"), ("damaged.svg", b""), ("missing.svg", b"")])
def test_a_picture_that_cannot_be_shown_is_left_to_its_words(desk: Desk, ways: Ways, name: str, raw: bytes) -> None:
    assert opened(desk, ways).picture(name) == raw


def test_help_tells_how_answers_are_kept_private(desk: Desk, ways: Ways) -> None:
    opened(desk, ways).help()
    assert ways.went == [("help", "reflections")]
