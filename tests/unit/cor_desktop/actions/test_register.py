"""A new account, and what was learned before it."""

from __future__ import annotations

from dataclasses import replace

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import Learner, record, sync_state, who
from cor_desktop.store import facts
from cor_desktop.store.learners import find
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
MODULE = a_module("one", "two")


def test_a_new_account_is_signed_in_under_its_name(desk: Desk) -> None:
    account = register(desk, FORM)
    assert (account.first_name, account.email) == ("Ana", "ana@example.org")
    assert who(desk) == Learner(True, False, "Ana", "Bell", "ana@example.org")


def test_what_a_guest_learned_belongs_to_the_account_they_register(desk: Desk, server: FakeServer) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    guest = desk.learner().id
    register(desk, FORM)
    assert desk.learner().id == guest
    assert record(desk)["a-module"].state == "started"


def test_an_id_the_server_gives_takes_the_guests_record_over(desk: Desk, server: FakeServer) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    guest = desk.learner().id

    def register_elsewhere(form: object) -> object:
        return replace(server.sign_in({"email": "x", "password": "p"}), learner="z" * 26)

    server.accounts["x"] = ("Ana", "Bell", "p", "z" * 26)
    server.register = register_elsewhere  # type: ignore[assignment, method-assign]
    register(desk, FORM)
    with desk.store.reading() as connection:
        assert find(connection, guest) is None
        assert {origin for _, origin in facts.all_facts(connection, "z" * 26)} == {guest}
    assert record(desk)["a-module"].position == "one"
    assert sync_state(desk).unsent == 2


def test_a_form_does_not_show_its_password() -> None:
    assert FORM.password not in repr(FORM)
