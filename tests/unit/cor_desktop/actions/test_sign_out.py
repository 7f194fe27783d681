"""Signing out clears this computer at once and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.sign_out import say_farewell, sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import sync_state, who
from cor_desktop.errors import NotOurServer, Offline, ServerTrouble, SignInAgain
from cor_desktop.store import unlocking
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer

MODULE = a_module("one", "two")
EMAIL, PASSWORD = "ana@example.org", "four quiet words here"


def raising(trouble: Exception) -> Callable[[], None]:
    def fault() -> None:
        raise trouble

    return fault


def append_token_at_hand(desk: Desk, learner: str) -> bool:
    """Whether it opens here without a password."""
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner)
    return row is not None and row.append_token is not None


def test_signing_out_leaves_nobody_and_no_name_before_the_server_is_asked(registered: Desk, server: FakeServer) -> None:
    learner = registered.learner().id
    assert sign_out(registered) is not None
    assert who(registered) is None
    assert registered.session.of(learner) is None
    assert server.requests == []


def test_asvs_7_4_1_the_server_gets_what_was_unsent_and_the_full_token_ends(
    registered: Desk, server: FakeServer
) -> None:
    open_activity(registered, MODULE, "one")
    learner = registered.learner().id
    farewell = sign_out(registered)
    assert farewell is not None
    say_farewell(registered, farewell)
    assert server.records[learner].digest.count == 2
    assert (server.full_tokens, append_token_at_hand(registered, learner)) == ([], False)
    assert [idle for _, idle in server.heard] == [False]
    assert not sync_state(registered).can_send


@pytest.mark.parametrize("trouble", [Offline(), ServerTrouble(), NotOurServer(), SignInAgain()])
def test_signing_out_works_without_a_network_and_loses_nothing(
    registered: Desk, server: FakeServer, trouble: Exception
) -> None:
    open_activity(registered, MODULE, "one")
    learner = registered.learner().id
    server.fault = raising(trouble)
    farewell = sign_out(registered)
    assert farewell is not None
    say_farewell(registered, farewell)
    assert who(registered) is None
    server.fault = lambda: None
    come_in(registered, EMAIL, PASSWORD)
    assert registered.learner().id == learner
    assert synchronize(registered).kind == "sent"
    assert server.records[learner].digest.count == 2


def test_what_a_signed_out_learner_left_is_sent_at_the_next_contact_by_whomever(
    registered: Desk, server: FakeServer
) -> None:
    open_activity(registered, MODULE, "one")
    learner = registered.learner().id
    server.fault = raising(Offline())
    farewell = sign_out(registered)
    assert farewell is not None
    say_farewell(registered, farewell)
    server.fault = lambda: None
    assert synchronize(registered).kind == "nothing"
    assert server.records[learner].digest.count == 2
    assert (server.full_tokens, append_token_at_hand(registered, learner)) == ([], False)


def test_working_offline_tells_nobody(registered: Desk, server: FakeServer) -> None:
    farewell = sign_out(registered)
    assert farewell is not None
    registered.settings.set("work_offline", True)
    say_farewell(registered, farewell)
    assert server.requests == []
    assert len(server.full_tokens) == 1


def test_signing_out_works_where_the_name_cannot_be_opened(registered: Desk, start_again: Callable[[], Desk]) -> None:
    registered.vault.forget()
    desk = start_again()
    assert sign_out(desk) is None
    assert who(desk) is None


def test_after_signing_out_only_the_password_opens_the_profile(registered: Desk) -> None:
    learner = registered.learner().id
    sign_out(registered)
    with registered.store.reading() as connection:
        row = unlocking.find(connection, learner)
    assert row is not None
    assert row.kept_key is None
    assert row.sealed_key is not None
    registered.settings.set("work_offline", True)
    assert come_in(registered, EMAIL, PASSWORD).offline
