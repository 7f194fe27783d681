"""A guest's progress joins an account only when its learner says so: "Is this yours? 2 modules, started 3 May" (B5)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cor_desktop.actions.accounts import take_over
from cor_desktop.actions.desk import Desk
from cor_desktop.clock import local_time
from cor_desktop.store import facts, learners
from cor_protocol.facts import MODULE_STARTED


@dataclass(frozen=True, slots=True)
class GuestProgress:
    """What a guest has: how many modules, and the day they started the first."""

    learner: str
    modules: int
    started: datetime.date


def guest_progress(desk: Desk, guest: str) -> GuestProgress | None:
    """What this guest has started, if anything."""
    with desk.store.reading() as connection:
        started = [fact for fact, _ in facts.all_facts(connection, guest) if fact.key.kind == MODULE_STARTED]
    if not started:
        return None
    first = min(fact.stamp.wall for fact in started)
    day = local_time(first, desk.clock.read().offset).date()
    return GuestProgress(guest, len({fact.key.item for fact in started}), day)


def guest_to_ask_about(desk: Desk, guest: str | None) -> GuestProgress | None:
    """Whose progress whoever just signed in is asked about: the `guest` who was learning until then.

    On an own machine also one of before whose question is still open; on a shared one every session is its own.
    """
    if guest is not None and (found := guest_progress(desk, guest)):
        return found
    if desk.settings.shared_machine:
        return None
    learner = desk.learner()
    with desk.store.reading() as connection:
        waiting = learners.waiting_guest(connection)
    if waiting is None or waiting.declined_by == learner.id:
        return None
    return guest_progress(desk, waiting.id)


def join_guest_progress(desk: Desk, guest: GuestProgress) -> None:
    """The learner says it is theirs: it joins their record. Raises NotSaved."""
    learner = desk.learner()
    with desk.store.transaction() as connection:
        take_over(connection, guest.learner, learner.id)


def decline_guest_progress(desk: Desk, guest: GuestProgress) -> None:
    """The learner says it is not theirs: it stays a guest's, and they are not asked again. Raises NotSaved."""
    learner = desk.learner()
    with desk.store.transaction() as connection:
        learners.decline(connection, guest.learner, learner.id)
