"""Trying the way to the server, one step after the other, and what ends it."""

from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.network import proxy_login
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.errors import NotSaved
from cor_desktop.presenters.connection import ConnectionPresenter
from tests.fakes.background import AtOnce, WhenTold

NOT_SAFE = "No server is set, or its address is not a safe one. It must begin with https://."


@pytest.fixture
def later() -> WhenTold:
    return WhenTold()


@pytest.fixture
def nowhere(desk: Desk) -> Desk:
    """A desk whose server nobody has."""
    desk.settings.set("server_address", "https://nobody.invalid")
    return desk


def test_steps_are_told_as_they_come(nowhere: Desk, later: WhenTold) -> None:
    connection = ConnectionPresenter(nowhere, later, lambda: None)
    connection.test()
    assert (connection.busy.value, connection.steps.value) == (True, ())
    later.finish()
    assert (connection.busy.value, [step.good for step in connection.steps.value]) == (True, [True])
    later.finish()
    later.finish()
    assert (connection.busy.value, [step.good for step in connection.steps.value]) == (False, [True, False])


def test_what_was_stopped_is_heard_of_no_more(nowhere: Desk, later: WhenTold) -> None:
    connection = ConnectionPresenter(nowhere, later, lambda: None)
    connection.test()
    connection.stop()
    later.finish()
    assert (connection.busy.value, connection.steps.value, later.waiting) == (False, (), [])


def test_a_new_test_takes_nothing_from_the_one_before(nowhere: Desk, later: WhenTold) -> None:
    connection = ConnectionPresenter(nowhere, later, lambda: None)
    connection.test()
    connection.test()
    later.finish()
    assert (len(connection.steps.value), len(later.waiting)) == (1, 1)


def test_nobody_waits_for_ever(nowhere: Desk, later: WhenTold) -> None:
    connection = ConnectionPresenter(nowhere, later, lambda: None)
    connection.test()
    connection.give_up()
    assert not connection.busy.value
    assert "given up" in connection.steps.value[-1].sentence
    connection.give_up()
    assert len(connection.steps.value) == 1


def test_a_proxy_that_asks_is_answered_once_and_what_waits_is_sent(nowhere: Desk) -> None:
    sent: list[bool] = []
    nowhere.settings.set("proxy_address", "http://proxy:1")
    connection = ConnectionPresenter(nowhere, AtOnce(), lambda: sent.append(True))
    connection.heard(SyncOutcome("offline", "", proxy_asks=True))
    assert connection.asks.value
    connection.use_login("ana", "word")
    login = proxy_login(nowhere)
    assert login is not None
    assert (login.name, login.password, login.proxy) == ("ana", "word", "http://proxy:1")
    assert (connection.asks.value, sent) == (False, [True])


def test_a_sync_that_got_through_needs_no_password_and_others_say_nothing_of_it(nowhere: Desk) -> None:
    connection = ConnectionPresenter(nowhere, AtOnce(), lambda: None)
    connection.heard(SyncOutcome("offline", "", proxy_asks=True))
    connection.heard(SyncOutcome("trouble", ""))
    connection.heard(None)
    assert connection.asks.value
    connection.heard(SyncOutcome("sent", ""))
    assert not connection.asks.value


def test_a_disk_that_refuses_is_told(nowhere: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.connection.keep_proxy_login", full)
    connection = ConnectionPresenter(nowhere, AtOnce(), lambda: None)
    connection.use_login("ana", "word")
    assert isinstance(connection.trouble.value, NotSaved)
