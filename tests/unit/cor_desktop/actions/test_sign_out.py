"""Signing out clears this computer at once and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.sign_out import say_farewell, sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import who
from cor_desktop.errors import NotOurServer, Offline, ServerTrouble, SignInAgain
from cor_desktop.vault import Vault
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

MODULE = a_module("one", "two")
EMAIL, PASSWORD = "ana@example.org", "four quiet words here"


def raising(trouble: Exception) -> Callable[[], None]:
    def fault() -> None:
        raise trouble

    return fault


def test_signing_out_leaves_nobody_and_no_name_before_the_server_is_asked(registered: Desk, server: FakeServer) -> None:
    server.requests.clear()
    assert sign_out(registered) is not None
    assert who(registered) is None
    assert server.requests == []


def test_the_server_gets_what_was_unsent_and_ends_the_token(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "one")
    learner = registered.learner().id
    farewell = sign_out(registered)
    assert farewell is not None
    say_farewell(registered, farewell)
    assert server.records[learner].digest.count == 2
    assert server.tokens == {}


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
    sign_in(registered, EMAIL, PASSWORD)
    assert registered.learner().id == learner
    assert synchronize(registered).kind == "sent"
    assert server.records[learner].digest.count == 2


def test_working_offline_tells_nobody(registered: Desk, server: FakeServer) -> None:
    farewell = sign_out(registered)
    assert farewell is not None
    registered.settings.set("work_offline", True)
    say_farewell(registered, farewell)
    assert server.requests == []
    assert len(server.tokens) == 1


def test_signing_out_works_where_the_name_cannot_be_opened(registered: Desk) -> None:
    Vault(registered.vault._marker).forget()
    registered.vault.forget()
    assert sign_out(registered) is None
    assert who(registered) is None
