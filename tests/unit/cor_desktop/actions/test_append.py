"""Whoever signed out here with work unsent is served quietly, and their token is put away when nothing is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cor_desktop.actions.append import send_for_others
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import is_started, record, sync_state
from cor_desktop.errors import Offline
from cor_desktop.store import facts, unlocking
from cor_protocol.accounts import Ended
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in, join
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
ODO = RegistrationForm("Odo", "Quist", "odo@example.org", "nine slow rivers bend")
MODULE = a_module(*(f"n{number}" for number in range(12)))


def offline() -> None:
    raise Offline


@pytest.fixture
def two_left(shared: Desk, server: FakeServer) -> Desk:
    """Ana and Odo learned here, without a connection, and are signed out."""
    for form, name in ((FORM, "n1"), (ODO, "n2")):
        server.fault = lambda: None
        join(shared, server, form)
        server.fault = offline
        open_activity(shared, MODULE, name)
        sign_out(shared)
    server.fault = lambda: None
    server.requests.clear()
    return shared


def unsent(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return sum(facts.count_unsent(connection, row.learner) for row in unlocking.everyone(connection))


def at_hand(desk: Desk) -> list[str]:
    """Whose append token opens here without a password."""
    with desk.store.reading() as connection:
        return [row.learner for row in unlocking.everyone(connection) if row.append_token is not None]


def test_what_is_learned_offline_after_everything_was_sent_is_sent_without_its_learner_too(
    two_left: Desk, server: FakeServer
) -> None:
    synchronize(two_left)
    server.fault = offline
    come_in(two_left, FORM.email, FORM.password)
    open_activity(two_left, MODULE, "n3")
    sign_out(two_left)
    server.fault = lambda: None
    left = unsent(two_left)
    synchronize(two_left)
    assert (left > 0, unsent(two_left), at_hand(two_left)) == (True, 0, [])


def test_a_sync_of_nobody_serves_everybody_who_left_work_here(two_left: Desk, server: FakeServer) -> None:
    assert (unsent(two_left), sync_state(two_left).can_send) == (4, True)
    assert synchronize(two_left).kind == "nothing"
    assert unsent(two_left) == 0
    assert (server.full_tokens, at_hand(two_left)) == ([], [])
    assert not sync_state(two_left).can_send


def test_after_a_restart_it_takes_one_request_each_and_no_password(
    two_left: Desk, server: FakeServer, start_again: Callable[[], Desk]
) -> None:
    desk = start_again()
    synchronize(desk)
    assert unsent(desk) == 0
    assert len(server.requests) == 2
    assert at_hand(desk) == []


def test_what_one_learner_has_is_shown_to_no_other(two_left: Desk, server: FakeServer) -> None:
    come_in(two_left, FORM.email, FORM.password)
    synchronize(two_left)
    assert record(two_left)["a-module"].opened == {"n1"}
    assert [record.digest.count for record in server.records.values()] == [2, 2]


def test_a_sync_keeps_the_token_of_whoever_is_learning(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "n1")
    lock(registered)
    synchronize(registered)
    assert len(server.append_tokens) == 1


def test_a_connection_that_breaks_leaves_the_token_for_the_next_time(two_left: Desk, server: FakeServer) -> None:
    server.fault = offline
    synchronize(two_left)
    assert unsent(two_left) == 4
    server.fault = lambda: None
    synchronize(two_left)
    assert unsent(two_left) == 0


def test_a_token_that_its_owner_ended_is_dropped_and_the_work_waits_for_the_sign_in(
    two_left: Desk, server: FakeServer
) -> None:
    for token in server.tokens.values():
        token.why = Ended.ELSEWHERE
    synchronize(two_left)
    assert unsent(two_left) == 4
    with two_left.store.reading() as connection:
        assert [row.append_token for row in unlocking.everyone(connection)] == [None, None]
    come_in(two_left, FORM.email, FORM.password)
    assert synchronize(two_left).kind == "sent"
    assert unsent(two_left) == 2


def test_many_facts_go_in_parts(shared: Desk, server: FakeServer) -> None:
    join(shared, server, FORM)
    for number in range(12):
        open_activity(shared, MODULE, f"n{number}")
    sign_out(shared)
    shared.session.farewells = ()
    server.most_facts = 5
    synchronize(shared)
    assert unsent(shared) == 0


def test_a_record_that_was_deleted_is_wiped_here_too(two_left: Desk, server: FakeServer) -> None:
    for record_ in server.records.values():
        record_.deleted = True
    synchronize(two_left)
    with two_left.store.reading() as connection:
        assert unlocking.everyone(connection) == ()
        assert connection.execute("SELECT count(*) FROM fact").fetchone() == (0,)


def test_nothing_is_sent_to_another_address_than_the_one_that_gave_the_token(
    two_left: Desk, server: FakeServer
) -> None:
    two_left.session.farewells = ()
    two_left.settings.set("server_address", "https://elsewhere.example.org")
    send_for_others(two_left)
    assert server.requests == []
    two_left.settings.set("server_address", "")
    send_for_others(two_left)
    assert unsent(two_left) == 0


def test_working_offline_serves_nobody(two_left: Desk, server: FakeServer) -> None:
    two_left.settings.set("work_offline", True)
    synchronize(two_left)
    assert server.requests == []
    assert not is_started(two_left)
