from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline
from cor_desktop.presenters.policy import PolicyPresenter
from tests.fakes.background import AtOnce, WhenTold
from tests.fakes.server import FakeServer


def test_the_newest_version_is_fetched(guest: Desk) -> None:
    presenter = PolicyPresenter(guest, AtOnce())
    assert presenter.words == ""
    presenter.read()
    assert presenter.policy.value is not None and presenter.policy.value.text.startswith("# Privacy")
    assert presenter.words == "Privacy policy, version 1 of 1 November 2026"


def test_it_is_fetched_once(guest: Desk) -> None:
    background = WhenTold()
    presenter = PolicyPresenter(guest, background)
    presenter.read()
    presenter.read()
    assert len(background.waiting) == 1
    background.finish()
    presenter.read()
    assert background.waiting == []


def test_without_the_server_that_is_told(guest: Desk, server: FakeServer) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    presenter = PolicyPresenter(guest, AtOnce())
    presenter.read()
    assert isinstance(presenter.trouble.value, Offline) and not presenter.reading.value


def test_whoever_works_offline_is_told_where_it_is(guest: Desk) -> None:
    guest.settings.set("work_offline", True)
    presenter = PolicyPresenter(guest, AtOnce())
    presenter.read()
    assert (
        presenter.trouble.value is not None and presenter.trouble.value.title == "The privacy policy is on the server"
    )
