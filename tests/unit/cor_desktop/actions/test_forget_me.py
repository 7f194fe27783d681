"""Forget me on this computer: nothing of the learner is left here, once it is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.forget_me import forget_me
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import is_started
from cor_desktop.errors import NotSentYet, Offline
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in, join
from tests.fakes.server import FakeServer

ODO = RegistrationForm("Odo", "Quist", "odo@example.org", "nine slow rivers bend")
MODULE = a_module("one", "two")


def offline() -> None:
    raise Offline


def places_of(text: str, folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def rows(desk: Desk) -> dict[str, int]:
    tables = ("learner", "fact", "place", "certificate", "unlocking")
    with desk.store.reading() as connection:
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def test_what_is_unsent_is_sent_first_and_then_nothing_is_left(
    registered: Desk, server: FakeServer, tmp_path: Path
) -> None:
    learner = registered.learner().id
    server.award(learner, "COR-1")
    synchronize(registered)
    open_activity(registered, MODULE, "one")
    registered.store.truncate_log()
    assert places_of(learner, tmp_path / "desk") == ["learning.db"]
    forget_me(registered)
    assert server.records[learner].digest.count == 2
    assert not is_started(registered)
    assert set(rows(registered).values()) == {0}
    assert places_of(learner, tmp_path / "desk") == []
    assert server.full_tokens == server.append_tokens == []


def test_work_that_cannot_be_sent_is_kept_and_said(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "one")
    server.fault = offline
    with pytest.raises(NotSentYet):
        forget_me(registered)
    assert rows(registered)["fact"] == 2
    registered.settings.set("work_offline", True)
    with pytest.raises(NotSentYet):
        forget_me(registered)


def test_whoever_insists_is_forgotten_without_a_network(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "one")
    server.fault = offline
    forget_me(registered, force=True)
    assert set(rows(registered).values()) == {0}


def test_a_locked_learners_work_goes_with_the_append_token(registered: Desk, server: FakeServer) -> None:
    learner = registered.learner().id
    open_activity(registered, MODULE, "one")
    lock(registered)
    forget_me(registered)
    assert server.records[learner].digest.count == 2
    assert set(rows(registered).values()) == {0}
    assert not registered.session.locked


def test_a_guest_is_forgotten_only_by_insisting(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    with pytest.raises(NotSentYet):
        forget_me(desk)
    forget_me(desk, force=True)
    assert set(rows(desk).values()) == {0}


def test_nobody_else_is_forgotten(
    registered: Desk, server: FakeServer, other_desk: Desk, start_again: Callable[[], Desk]
) -> None:
    join(other_desk, server, ODO)
    open_activity(registered, MODULE, "one")
    come_in(registered, ODO.email, ODO.password)
    forget_me(registered)
    assert rows(registered) == {"learner": 1, "fact": 2, "place": 1, "certificate": 0, "unlocking": 1}
    registered.settings.set("work_offline", True)
    assert come_in(registered, "ana@example.org", "four quiet words here").offline
