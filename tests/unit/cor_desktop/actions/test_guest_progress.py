"""What a guest learned is asked about, never joined silently."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import (
    GuestProgress,
    decline_guest_progress,
    guest_progress,
    join_guest_progress,
)
from cor_desktop.actions.lock import end_guest
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import record
from cor_desktop.store import facts
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in, join
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
MODULE = a_module("one", "two")


@pytest.fixture(autouse=True)
def an_account(other_desk: Desk, server: FakeServer) -> None:
    """Ana's, made on another computer."""
    join(other_desk, server, FORM)


def a_guest_learns(desk: Desk) -> str:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    return desk.learner().id


def test_a_guests_progress_is_asked_about_and_joined_when_it_is_theirs(desk: Desk) -> None:
    guest = a_guest_learns(desk)
    signed_in = come_in(desk, FORM.email, FORM.password)
    assert signed_in.guest == GuestProgress(guest, 1, datetime.date(2026, 11, 24))
    assert record(desk) == {}
    join_guest_progress(desk, signed_in.guest)
    assert record(desk)["a-module"].state == "started"


def test_a_guests_progress_that_is_not_theirs_stays_apart(desk: Desk) -> None:
    guest = a_guest_learns(desk)
    signed_in = come_in(desk, FORM.email, FORM.password)
    assert signed_in.guest is not None
    decline_guest_progress(desk, signed_in.guest)
    with desk.store.reading() as connection:
        assert len(facts.all_facts(connection, guest)) == 2
        assert facts.all_facts(connection, desk.learner().id) == ()


def test_whoever_said_no_is_not_asked_again(desk: Desk) -> None:
    a_guest_learns(desk)
    asked = come_in(desk, FORM.email, FORM.password).guest
    assert asked is not None
    decline_guest_progress(desk, asked)
    sign_out(desk)
    assert come_in(desk, FORM.email, FORM.password).guest is None


def test_signing_out_before_the_question_is_answered_leaves_it_the_guests_and_asks_again(desk: Desk) -> None:
    guest = a_guest_learns(desk)
    come_in(desk, FORM.email, FORM.password)
    sign_out(desk)
    start_learning(desk)
    assert desk.learner().id == guest
    assert record(desk)["a-module"].state == "started"
    asked = come_in(desk, FORM.email, FORM.password).guest
    assert asked is not None
    assert asked.learner == guest


def test_a_guest_who_learned_nothing_is_not_asked_about(desk: Desk) -> None:
    start_learning(desk)
    assert come_in(desk, FORM.email, FORM.password).guest is None


def test_on_a_shared_machine_only_the_guest_of_this_session_is_asked_about(shared: Desk) -> None:
    earlier = a_guest_learns(shared)
    end_guest(shared)
    this = a_guest_learns(shared)
    assert this != earlier
    asked = come_in(shared, FORM.email, FORM.password).guest
    assert asked is not None
    assert asked.learner == this
    sign_out(shared)
    assert come_in(shared, FORM.email, FORM.password).guest is None
    assert guest_progress(shared, earlier) is not None
    assert guest_progress(shared, this) is not None


def test_on_a_shared_machine_a_new_start_resumes_no_guest(shared: Desk, start_again: Callable[[], Desk]) -> None:
    guest = a_guest_learns(shared)
    again = start_again()
    start_learning(again)
    assert again.learner().id != guest
    assert record(again) == {}
