"""What the server keeps of an account, shown to its owner and changed by them (M1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.devices import devices
from cor_desktop.actions.lock import lock
from cor_desktop.actions.my_account import MyAccount, change_account, my_account
from cor_desktop.actions.opening import open_here
from cor_desktop.actions.remembered import remembered
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.views import who
from cor_desktop.errors import Locked, Offline, SignInAgain
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer

EMAIL, PASSWORD = "ana@example.org", "four quiet words here"


def test_the_owner_sees_what_is_kept(registered: Desk) -> None:
    assert my_account(registered) == MyAccount("Ana", "Bell", EMAIL, "", "", single_sign_on=False, has_password=True)


def test_a_change_is_kept_at_the_server_and_here(registered: Desk, server: FakeServer) -> None:
    come_in(registered, EMAIL, PASSWORD, remember=True)
    changed = change_account(registered, last_name="Bell-Ruiz", organization_type="district")
    assert (changed.last_name, changed.organization_type) == ("Bell-Ruiz", "district")
    assert server.accounts[EMAIL].reply.last_name == "Bell-Ruiz"
    found = who(registered)
    assert found is not None
    assert found.last_name == "Bell-Ruiz"
    assert [each.name for each in remembered(registered)] == ["Ana Bell-Ruiz"]


def test_a_name_changed_elsewhere_arrives_when_the_account_is_looked_at(registered: Desk, other_desk: Desk) -> None:
    come_in(other_desk, EMAIL, PASSWORD)
    change_account(other_desk, first_name="Anna")
    my_account(registered)
    found = who(registered)
    assert found is not None
    assert found.first_name == "Anna"


def test_without_a_connection_it_is_told(registered: Desk, server: FakeServer) -> None:
    def offline() -> None:
        raise Offline

    server.fault = offline
    with pytest.raises(Offline):
        my_account(registered)


def test_whoever_works_offline_asks_nobody(registered: Desk, server: FakeServer) -> None:
    def asked() -> None:
        raise AssertionError("the network was used")

    registered.settings.set("work_offline", True)
    server.fault = asked
    with pytest.raises(Offline) as told:
        my_account(registered)
    assert str(told.value).startswith("You are working offline.")


def test_whoever_signed_in_without_the_server_is_signed_in_there_by_the_password_just_typed(
    registered: Desk, server: FakeServer
) -> None:
    sign_out(registered)
    registered.settings.set("work_offline", True)
    come_in(registered, EMAIL, PASSWORD)
    registered.settings.set("work_offline", False)
    tokens = len(server.tokens)
    assert my_account(registered).first_name == "Ana"
    assert devices(registered)[0].this
    assert len(server.tokens) == tokens + 2, "one sign-in: a full token and one for sending"


def test_without_the_password_at_hand_a_new_sign_in_is_asked_for(registered: Desk) -> None:
    learner, found = open_here(registered)
    registered.session.renew(learner.id, replace(found.profile, token=""))
    with pytest.raises(SignInAgain):
        my_account(registered)


def test_a_locked_window_shows_no_account(registered: Desk) -> None:
    lock(registered)
    with pytest.raises(Locked):
        my_account(registered)


def test_a_token_is_not_shown_to_another_address(registered: Desk) -> None:
    registered.settings.set("server_address", "https://elsewhere.example.org")
    with pytest.raises(SignInAgain):
        my_account(registered)
