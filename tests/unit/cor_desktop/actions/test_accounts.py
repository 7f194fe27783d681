"""Registering, signing in and out; what a guest learned; what lies on disk of a name."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import GuestProgress, join_guest_progress
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import Learner, record, sync_state, who
from cor_desktop.errors import Offline, WrongCredentials
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


def test_a_guests_progress_is_asked_about_and_joined_when_it_is_theirs(desk: Desk, other_desk: Desk) -> None:
    register(other_desk, FORM)
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    guest = desk.learner().id
    signed_in = sign_in(desk, FORM.email, FORM.password)
    assert signed_in.guest == GuestProgress(guest, 1, datetime.date(2026, 11, 24))
    assert record(desk) == {}
    join_guest_progress(desk, signed_in.guest)
    assert record(desk)["a-module"].state == "started"


def test_a_guests_progress_that_is_not_theirs_stays_apart(desk: Desk, other_desk: Desk) -> None:
    register(other_desk, FORM)
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    guest = desk.learner().id
    sign_in(desk, FORM.email, FORM.password)
    with desk.store.reading() as connection:
        assert len(facts.all_facts(connection, guest)) == 2
        assert facts.all_facts(connection, desk.learner().id) == ()


def test_a_guest_who_learned_nothing_is_not_asked_about(desk: Desk, other_desk: Desk) -> None:
    register(other_desk, FORM)
    start_learning(desk)
    assert sign_in(desk, FORM.email, FORM.password).guest is None


def test_a_wrong_password_changes_nothing(desk: Desk, other_desk: Desk) -> None:
    register(other_desk, FORM)
    start_learning(desk)
    before = desk.learner()
    with pytest.raises(WrongCredentials):
        sign_in(desk, FORM.email, "five other quiet words")
    assert desk.learner() == before


def test_signing_out_leaves_nobody_and_no_name(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    assert who(registered) is None
    assert server.tokens == {}


def test_signing_out_works_without_a_network_and_loses_nothing(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "one")
    learner = registered.learner().id
    server.fault = cut
    sign_out(registered)
    assert who(registered) is None
    server.fault = lambda: None
    sign_in(registered, FORM.email, FORM.password)
    assert registered.learner().id == learner
    assert synchronize(registered).kind == "sent"
    assert server.records[learner].digest.count == 2


def test_no_name_email_or_token_lies_readable_on_disk(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    open_activity(registered, MODULE, "one")
    (token,) = server.tokens
    for path in (tmp_path / "desk").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in (b"Ana", b"Bell", b"ana@example.org", token.encode(), FORM.password.encode()):
            assert secret not in content, path.name


def test_a_form_does_not_show_its_password() -> None:
    assert FORM.password not in repr(FORM)


def cut() -> None:
    raise Offline
