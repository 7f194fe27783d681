"""A new account, and what was learned before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import end_guest
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import Learner, record, sync_state, who
from cor_desktop.errors import Refused
from cor_desktop.store import facts
from cor_desktop.store.learners import find
from tests.factories.modules import a_module
from tests.fakes.a_desk import join
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here", policy_version=3)
MODULE = a_module("one", "two")


def test_a_new_account_waits_for_the_code_and_is_then_signed_in_under_its_name(desk: Desk, server: FakeServer) -> None:
    pending = register(desk, FORM)
    assert (pending.step, who(desk)) == ("verify_email", None)
    signed_in = confirm(desk, pending, server.code_for(FORM.email))
    assert isinstance(signed_in, SignedIn)
    assert (signed_in.account.first_name, signed_in.account.email) == ("Ana", "ana@example.org")
    assert who(desk) == Learner(True, False, "Ana", "Bell", "ana@example.org")


def test_what_was_typed_beside_the_name_reaches_the_server(desk: Desk, server: FakeServer) -> None:
    join(desk, server, replace(FORM, organization_type="district", association=" National Education Union "))
    kept = server.accounts[FORM.email].reply
    assert (kept.organization_type, kept.association) == ("district", "National Education Union")


def test_the_policy_that_was_confirmed_is_a_fact_of_the_learner(desk: Desk, server: FakeServer) -> None:
    join(desk, server, FORM)
    with desk.store.reading() as connection:
        kept = [fact.key for fact, _ in facts.all_facts(connection, desk.learner().id)]
    assert [(key.kind, key.item) for key in kept] == [("policy.acknowledged", "3")]


def test_asvs_6_3_8_an_address_that_has_an_account_gets_the_same_answer(desk: Desk, server: FakeServer) -> None:
    join(desk, server, FORM)
    known, unknown = register(desk, FORM), register(desk, replace(FORM, email="odo@example.org"))
    assert [replace(each, email="", session="", password=None, form=None) for each in (known, unknown)] == [
        Pending("verify_email", "", "", policy_version=3)
    ] * 2


def test_a_password_the_server_refuses_is_said_at_its_field(desk: Desk) -> None:
    with pytest.raises(Refused) as told:
        register(desk, replace(FORM, password="short"))
    assert told.value.field == "password"


def test_mail_that_does_not_flow_is_said(desk: Desk, server: FakeServer) -> None:
    server.mail_flows = False
    assert register(desk, FORM).server_is_slow_with_mail


def test_what_a_guest_learned_belongs_to_the_account_they_register(desk: Desk, server: FakeServer) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    guest = desk.learner().id
    join(desk, server, FORM)
    assert desk.learner().id == guest
    assert record(desk)["a-module"].state == "started"


def test_a_guest_whose_session_ended_meanwhile_is_still_the_one_who_registered(desk: Desk, server: FakeServer) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    pending = register(desk, FORM)
    end_guest(desk)
    confirm(desk, pending, server.code_for(FORM.email))
    assert record(desk)["a-module"].state == "started"


def test_an_id_the_server_gives_takes_the_guests_record_over(desk: Desk, server: FakeServer) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    guest = desk.learner().id
    pending = register(desk, FORM)
    server.accounts[FORM.email].learner = "z" * 26
    confirm(desk, pending, server.code_for(FORM.email))
    with desk.store.reading() as connection:
        assert find(connection, guest) is None
        assert {origin for _, origin in facts.all_facts(connection, "z" * 26)} == {guest, "z" * 26}
    assert record(desk)["a-module"].position == "one"
    assert sync_state(desk).unsent == 3


def test_a_form_does_not_show_its_password() -> None:
    assert FORM.password not in repr(FORM)
