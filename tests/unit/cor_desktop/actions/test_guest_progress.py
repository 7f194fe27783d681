"""What a guest learned is asked about, never joined silently."""

from __future__ import annotations

import datetime

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import GuestProgress, join_guest_progress
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import record
from cor_desktop.store import facts
from tests.factories.modules import a_module

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
MODULE = a_module("one", "two")


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
