from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pytest

from cor_desktop.actions.certificates import CertificateEntry
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.errors import SecretsLocked
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.completion import CompletionPresenter
from cor_protocol.pack import ModuleEntry
from tests.factories.modules import a_module
from tests.fakes.a_desk import a_desk
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock

MODULE = a_module("scene", "end")
ENTRY = ModuleEntry("m", 1, 1, "en", "en", "M", "For tests.", 25.0, (), "cover.svg", "", 0, (), ())


@dataclass
class CatalogOf:
    modules: tuple[ModuleEntry, ...]

    def entries(self) -> tuple[ModuleEntry, ...]:
        return self.modules


@dataclass
class Ways:
    went: list[tuple[str, str]] = field(default_factory=list)

    def go(self, page: str, argument: str = "") -> None:
        self.went.append((page, argument))


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    desk = a_desk(tmp_path, clock, None)
    start_learning(desk)
    for activity in MODULE.activities:
        open_activity(desk, MODULE, activity.id)
        finish_activity(desk, MODULE, activity.id)
    clock.advance(86_400)
    finish_module(desk, MODULE)
    yield desk
    desk.store.close()


@pytest.fixture
def ways() -> Ways:
    return Ways()


@pytest.fixture
def presenter(desk: Desk, ways: Ways) -> CompletionPresenter:
    return CompletionPresenter(desk, MODULE, ways, AtOnce())


def have(monkeypatch: pytest.MonkeyPatch, *entries: CertificateEntry) -> None:
    monkeypatch.setattr("cor_desktop.presenters.completion.certificates", lambda _desk: entries)


def entry(module: str, on_disk: bool) -> CertificateEntry:
    return CertificateEntry("C-7", module, "A module", datetime.date(2026, 11, 24), "valid", on_disk)


def test_it_says_what_was_done_and_when(presenter: CompletionPresenter) -> None:
    words = presenter.done_words()
    assert words == "Completed on 25 November 2026, begun on 24 November 2026. 2 of 2 activities finished."


def test_a_guest_reads_that_the_certificate_waits_for_an_account(presenter: CompletionPresenter) -> None:
    presenter.refresh()
    assert presenter.certificate.value == "account"


def test_a_certificate_that_has_come_is_here_and_opens(
    presenter: CompletionPresenter, ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    have(monkeypatch, entry("another", True), entry(MODULE.key, True))
    presenter.refresh()
    assert presenter.certificate.value == "here"
    presenter.open_certificate()
    assert ways.went == [("certificates", "C-7")]


def test_a_certificate_that_is_not_on_this_computer_is_not_here_yet(
    presenter: CompletionPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    have(monkeypatch, entry(MODULE.key, False))
    presenter.refresh()
    assert presenter.certificate.value != "here"


def test_secrets_that_cannot_be_opened_leave_the_words_as_they_are(
    presenter: CompletionPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_desk: Desk) -> None:
        raise SecretsLocked

    monkeypatch.setattr("cor_desktop.presenters.completion.certificates", locked)
    presenter.refresh()
    assert presenter.certificate.value == "account"


def test_each_way_on_leads_where_it_says(presenter: CompletionPresenter, ways: Ways) -> None:
    for way in (presenter.home, presenter.sync, presenter.register, presenter.sign_in, presenter.look_again):
        way()
    assert [page for page, _ in ways.went] == ["home", "sync", "register", "sign_in", "module"]


def entries(*numbers: int) -> CatalogOf:
    return CatalogOf(tuple(replace(ENTRY, key=f"module-{number}", number=number) for number in numbers))


@pytest.mark.parametrize(("numbers", "following"), [((0, 1, 2, 3), "module-2"), ((0, 1), "module-0"), ((), None)])
def test_the_next_module_is_the_one_after_this_or_one_left_out(
    desk: Desk, ways: Ways, numbers: tuple[int, ...], following: str | None
) -> None:
    module = replace(MODULE, key="module-1")
    presenter = CompletionPresenter(replace(desk, catalog=cast(Catalog, entries(*numbers))), module, ways, AtOnce())
    found = presenter.next_module()
    assert (found.key if found else None) == following
    presenter.go_on("module-2")
    assert ways.went == [("module", "module-2")]


def test_a_module_without_something_to_try_says_nothing_of_tomorrow(presenter: CompletionPresenter) -> None:
    assert presenter.tomorrow is None
