from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.errors import KeyringLocked, Offline
from cor_desktop.presenters.devices import DevicesPresenter
from cor_desktop.presenters.my_data.page import MyDataPresenter
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.background import AtOnce, WhenTold
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM


def away() -> None:
    raise Offline


@pytest.fixture
def page(ana: Desk) -> MyDataPresenter:
    presenter = MyDataPresenter(ana, AtOnce(), DevicesPresenter(ana, AtOnce()))
    presenter.refresh()
    return presenter


def test_m1_here_and_there_are_shown(page: MyDataPresenter) -> None:
    assert page.here.value and page.here.value[0].lines[0].what == "Ana"
    assert page.there.value is not None and page.there.value.sentences[0] == "As the server said at 15:00."
    assert page.has_account.value and not page.nobody.value


def test_before_anybody_has_started_nothing_is_held(desk: Desk) -> None:
    presenter = MyDataPresenter(desk, AtOnce(), DevicesPresenter(desk, AtOnce()))
    presenter.refresh()
    assert (presenter.here.value, presenter.there.value, presenter.nobody.value) == ((), None, True)


def test_for_a_guest_the_server_is_not_asked(guest: Desk, server: FakeServer) -> None:
    server.fault = away
    presenter = MyDataPresenter(guest, AtOnce(), devices := DevicesPresenter(guest, AtOnce()))
    presenter.refresh()
    assert (devices.trouble.value, presenter.has_account.value) == (None, False)
    assert presenter.there.value is not None and presenter.there.value.sentences[0].startswith("Nothing: you have no")


def test_without_the_server_what_is_here_is_shown_all_the_same(ana: Desk, server: FakeServer) -> None:
    server.fault = away
    presenter = MyDataPresenter(ana, AtOnce(), DevicesPresenter(ana, AtOnce()))
    presenter.refresh()
    assert presenter.here.value and presenter.trouble.value is None
    assert presenter.there.value is not None
    assert presenter.there.value.sentences[0].startswith("No connection to the server.")


def test_nothing_of_a_page_that_was_left_is_kept_or_comes_late(ana: Desk) -> None:
    background = WhenTold()
    presenter = MyDataPresenter(ana, background, DevicesPresenter(ana, background))
    presenter.refresh()
    presenter.leave()
    background.finish()
    assert (presenter.here.value, presenter.there.value) == (None, None)
    presenter.refresh()
    background.finish()
    presenter.leave()
    background.finish()
    assert (presenter.here.value, presenter.there.value, presenter.has_account.value) == (None, None, False)


def test_a_remembered_name_is_forgotten_at_once(ana: Desk) -> None:
    come_in(ana, FORM.email, FORM.password, remember=True)
    presenter = MyDataPresenter(ana, AtOnce(), DevicesPresenter(ana, AtOnce()))
    presenter.refresh()
    assert presenter.remembered.value
    presenter.forget_my_name()
    assert presenter.forgotten.value == "Your name is not shown at the sign-in any more."
    presenter.refresh()
    assert not presenter.remembered.value


def test_a_disk_that_refuses_to_forget_is_told(page: MyDataPresenter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise KeyringLocked

    monkeypatch.setattr("cor_desktop.presenters.my_data.page.forget_name", refuse)
    page.forget_my_name()
    assert (isinstance(page.trouble.value, KeyringLocked), page.forgotten.value) == (True, "")


def test_m1_both_copies_hold_what_is_here_at_that_moment(page: MyDataPresenter, ana: Desk, tmp_path: Path) -> None:
    open_activity(ana, a_module("one", "two"), "two")
    page.save_page(tmp_path / page.page_name)
    assert page.saved.value == tmp_path / "COR - my data.html"
    assert "Opened “Two”" in (tmp_path / "COR - my data.html").read_text("utf-8")
    page.save_data(tmp_path / page.data_name)
    copied = json.loads((tmp_path / "COR - my data.json").read_text("utf-8"))
    assert [fact["item"] for fact in copied["on_this_computer"]["facts"]] == ["a-module:two", "a-module:1"]
    assert [device["this"] for device in copied["on_the_server"]["devices"]] == [True]
    assert copied["on_the_server"]["account"]["email"] == FORM.email


def secrets_of(ana: Desk, server: FakeServer) -> Iterator[str]:
    """Whatever would let somebody act in Ana's name."""
    yield from (*server.tokens, *server.passes, FORM.password)
    key = ana.session.key_of(ana.learner().id)
    yield from (key.hex(), server.key.hex())


def test_no_copy_holds_a_token_or_a_key(page: MyDataPresenter, ana: Desk, server: FakeServer, tmp_path: Path) -> None:
    page.save_page(tmp_path / "page")
    page.save_data(tmp_path / "data")
    secrets = list(secrets_of(ana, server))
    copies = [(tmp_path / name).read_text("utf-8") for name in ("page", "data")]
    assert len(secrets) >= 6
    assert [secret for secret in secrets for copy in copies if secret in copy] == []
    assert all("ana@example.org" in copy for copy in copies)


def test_a_place_that_takes_no_file_is_told(page: MyDataPresenter, tmp_path: Path) -> None:
    page.save_page(tmp_path / "nowhere" / "mine.html")
    assert page.trouble.value is not None and page.trouble.value.title == "The copy could not be saved there"
    assert (page.saved.value, page.saving.value) == (None, False)


def test_saving_twice_at_once_saves_once(ana: Desk, tmp_path: Path) -> None:
    background = WhenTold()
    presenter = MyDataPresenter(ana, background, DevicesPresenter(ana, background))
    presenter.save_page(tmp_path / "one")
    presenter.save_page(tmp_path / "two")
    background.finish()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["one"]
