"""What a reply tells beside facts: how many are looked at, and what staff corrected."""

from __future__ import annotations

import datetime

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.my_data import held_here
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.told import keep_told
from cor_desktop.actions.views import record
from cor_protocol.corrections import SET, TAKEN_BACK, Correction, to_control
from cor_protocol.facts import Digest
from cor_protocol.wire import Reply
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

MODULE = a_module("one", "two")
MAY_3 = 1_777_806_000
TAKEN = Correction("c" * 26, "module.completed", "a-module:1", TAKEN_BACK, 0, 10, "Two accounts were mixed up.")


def complete(desk: Desk) -> None:
    for name in ("one", "two"):
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)
    finish_module(desk, MODULE)


def told(desk: Desk, server: FakeServer, control: dict[str, object]) -> None:
    synchronize(desk)  # which makes the record there
    server.records[desk.learner().id].control = control
    synchronize(desk)


def test_how_many_are_looked_at_is_what_the_newest_reply_says(registered: Desk, server: FakeServer) -> None:
    told(registered, server, {"odd": 3})
    assert (held := held_here(registered)) is not None and held.odd == 3
    told(registered, server, {})
    assert (held := held_here(registered)) is not None and held.odd == 0


@pytest.mark.parametrize("odd", [None, "3", -1, 2**70, [3]])
def test_a_number_that_cannot_be_is_none(registered: Desk, server: FakeServer, odd: object) -> None:
    told(registered, server, {"odd": odd})
    assert (held := held_here(registered)) is not None and held.odd == 0


def test_a_completion_that_staff_took_back_is_not_shown_as_one(registered: Desk, server: FakeServer) -> None:
    complete(registered)
    told(registered, server, {"corrections": to_control([TAKEN])})
    assert (record(registered)["a-module"].state, record(registered)["a-module"].completed) == ("started", None)


def test_the_newest_correction_counts(registered: Desk, server: FakeServer) -> None:
    later = TAKEN._replace(id="a" * 26, effect=SET, time=MAY_3, at=20)
    told(registered, server, {"corrections": to_control([later, TAKEN])})
    assert record(registered)["a-module"].completed == datetime.date(2026, 5, 3)


def test_an_effect_that_a_newer_server_knows_leaves_what_is_shown(registered: Desk, server: FakeServer) -> None:
    complete(registered)
    told(registered, server, {"corrections": to_control([TAKEN._replace(effect="from.the.future")])})
    assert record(registered)["a-module"].state == "completed"


def test_no_fact_is_changed_by_a_correction(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "one")
    before = held_here(registered)
    told(registered, server, {"corrections": to_control([TAKEN])})
    after = held_here(registered)
    assert before is not None and after is not None
    assert {each.fact for each in after.facts} == {each.fact for each in before.facts}
    assert after.corrections == (TAKEN,)


def test_an_old_sync_file_still_brings_corrections_and_no_old_count(registered: Desk, server: FakeServer) -> None:
    told(registered, server, {"odd": 3})
    old = Reply(0, 0, Digest(), control={"odd": 9, "corrections": to_control([TAKEN])})
    with registered.store.transaction() as connection:
        keep_told(connection, registered.learner().id, old, fresh=False)
    assert (held := held_here(registered)) is not None
    assert (held.odd, held.corrections) == (3, (TAKEN,))
