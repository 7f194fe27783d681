from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol.facts import MAX_WALL, MODULE_COMPLETED, MODULE_STARTED, PAGE_OPENED, Fact, digest_of
from cor_protocol.wire import Now, Span
from sync_server.catalog.registry import on_loaded
from sync_server.progress import domain, oddities, queries
from sync_server.progress.epochs import EpochEvidence
from sync_server.progress.models import Fact as FactRow
from sync_server.progress.models import OddReason, Record
from sync_server.progress.oddities import Known, odd_among
from tests.factories.facts import DEVICE, a_fact
from tests.factories.server import Device, another_device_of, in_catalog
from tests.server.conftest import Clock

DAY = 86_400
COURSE = Known({"a-module:1": frozenset({"a-module:one"})}, frozenset({"a-module:one", "a-module:extra"}))


def _row(fact: Fact, received: int = DAY) -> FactRow:
    (kind, item, device), (epoch, wall) = fact
    return FactRow(kind=kind, item=item, device=device, epoch=epoch, wall=wall, received=received)


def _reasons(*facts: Fact, known: Known = COURSE) -> dict[str, str]:
    return {key.item: str(reason) for key, reason in odd_among(map(_row, facts), known).items()}


def _found(learner: str) -> dict[str, str]:
    return dict(queries.oddities().filter(learner=learner).values_list("item", "reason"))


def test_what_the_course_has_is_not_odd() -> None:
    assert (
        _reasons(
            a_fact("a-module:1", kind=MODULE_STARTED),
            a_fact("a-module:one"),
            a_fact("a-module:extra"),
            a_fact("a-module:1", kind=MODULE_COMPLETED),
            a_fact("home:2026-05-03", kind=PAGE_OPENED),
            a_fact("1", kind="policy.acknowledged"),
        )
        == {}
    )


def test_each_odd_thing_has_its_reason() -> None:
    assert _reasons(
        a_fact("x", kind="from.the.future"),
        a_fact("a-module:2", kind=MODULE_STARTED),
        a_fact("nothing", kind=MODULE_COMPLETED),
        a_fact("b-module:one"),
        a_fact("a-module:gone"),
        a_fact("a-module:1", kind=MODULE_COMPLETED),
    ) == {
        "x": "unknown_kind",
        "a-module:2": "unknown_module",
        "nothing": "unknown_module",
        "b-module:one": "unknown_module",
        "a-module:gone": "unknown_activity",
        "a-module:1": "activities_missing",
    }


def test_a_wall_that_its_own_clock_contradicts_by_more_than_a_day_is_odd() -> None:
    clock = EpochEvidence(1, first=10 * DAY, last=20 * DAY, low=-5 * DAY, high=-5 * DAY)
    known = Known(COURSE.required, COURSE.activities, {(DEVICE, 1): clock})
    inside, before, after = (a_fact(wall=day * DAY) for day in (15, 8, 22))
    received = 30 * DAY
    assert odd_among([_row(inside, received)], known) == {}
    for fact in (before, after):
        assert list(odd_among([_row(fact, received)], known).values()) == [OddReason.IMPOSSIBLE_DATE]
    assert list(odd_among([_row(inside, 8 * DAY)], known).values()) == [OddReason.IMPOSSIBLE_DATE]
    web = a_fact("home:2026-05-03", kind=PAGE_OPENED, device="web", wall=3 * DAY)
    assert list(odd_among([_row(web)], known).values()) == [OddReason.IMPOSSIBLE_DATE]


@given(st.integers(-MAX_WALL, MAX_WALL))
def test_m18_a_clock_that_is_merely_wrong_is_nothing_odd(wall: int) -> None:
    assert odd_among([_row(a_fact(wall=wall))], COURSE) == {}


def test_of_thousands_on_a_day_those_after_the_first_thousand_are_odd() -> None:
    pages = [a_fact(f"p{number}:2026-05-03", kind=PAGE_OPENED, wall=number) for number in range(1_002)]
    assert set(_reasons(*pages)) == {"p1000:2026-05-03", "p1001:2026-05-03"}
    assert set(_reasons(*pages).values()) == {"too_many"}


def test_a_dead_battery_that_makes_one_day_of_all_is_nothing_odd() -> None:
    pages = [a_fact(f"p{number}:2026-05-03", kind=PAGE_OPENED, epoch=number % 3) for number in range(2_000)]
    assert _reasons(*pages) == {}


def test_odd_facts_are_kept_hashed_and_relayed_like_all_others(device: Device, client: Client) -> None:
    odd = [a_fact("x", kind="from.the.future", wall=-MAX_WALL), a_fact("b-module:one")]
    assert device.sync(client, odd).digest == digest_of(odd)
    assert oddities.judge(device.learner) == 2
    assert {sent.fact for sent in another_device_of(device).sync(client).facts} == set(odd)


def test_the_learner_is_told_how_many_are_looked_at_and_nothing_where_none_are(device: Device, client: Client) -> None:
    assert "odd" not in device.sync(client, [a_fact("b-module:one")]).control
    list(oddities.judge_changed())
    assert device.sync(client).control["odd"] == 1
    in_catalog("one", key="b-module")
    oddities.judge_flagged()
    assert "odd" not in device.sync(client).control


def test_what_was_odd_until_more_arrived_is_let_go_of(device: Device, client: Client) -> None:
    item = in_catalog("one")
    device.sync(client, [a_fact(item, kind=MODULE_COMPLETED)])
    list(oddities.judge_changed())
    assert _found(device.learner) == {item: "activities_missing"}
    device.sync(client, [a_fact("a-module:one")])
    list(oddities.judge_changed())
    assert _found(device.learner) == {}


def test_what_was_odd_until_the_catalog_learned_the_version_is_let_go_of(device: Device, client: Client) -> None:
    device.sync(client, [a_fact("a-module:one"), a_fact("a-module:gone")])
    oddities.judge(device.learner)
    assert set(_found(device.learner).values()) == {"unknown_module"}
    in_catalog("one")
    for notify in on_loaded:
        notify()
    assert _found(device.learner) == {"a-module:gone": "unknown_activity"}


def test_a_record_is_judged_once_after_it_changed(device: Device, client: Client) -> None:
    device.sync(client, [a_fact()])
    assert (list(oddities.judge_changed()), list(oddities.judge_changed())) == ([device.learner], [])
    device.sync(client, [a_fact("a-module:two")])
    assert list(oddities.judge_changed()) == [device.learner]


def test_judging_again_keeps_since_when_it_is_odd(device: Device, client: Client, time: Clock) -> None:
    device.sync(client, [a_fact()])
    oddities.judge(device.learner)
    first = queries.oddities().get().found_at
    time.forward(DAY)
    oddities.judge(device.learner)
    assert queries.oddities().get().found_at == first


def test_a_sync_reads_and_writes_nothing_for_what_is_odd(device: Device, client: Client) -> None:
    in_catalog("one")
    plain, odd = ([a_fact(f"a-module:{word}", wall=wall)] for word, wall in (("one", 1), ("gone", 1)))
    device.sync(client, [a_fact("a-module:first")])

    def statements(facts: list[Fact]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            device.sync(client, facts)
        return len(found)

    assert statements(plain) == statements(odd)


def test_with_a_record_go_what_was_odd_in_it_and_their_number(device: Device, client: Client) -> None:
    device.sync(client, [a_fact()])
    oddities.judge(device.learner)
    domain.delete_learner(device.learner, "a test", "asked for")
    assert (_found(device.learner), Record.objects.get(learner=device.learner).odd) == ({}, 0)
    assert list(oddities.judge_changed()) == []


def test_one_learners_odd_facts_say_nothing_of_anothers(device: Device, client: Client) -> None:
    device.sync(client, [a_fact()])
    oddities.judge(device.learner)
    assert _found("l" * 26) == {}


@pytest.mark.django_db
def test_records_of_before_are_judged_after_the_step() -> None:
    executor = MigrationExecutor(connection)
    assert ("progress", "0003_oddities") in executor.loader.applied_migrations
    fields: Any = Record._meta.get_field("judged")
    assert fields.db_default == 0


def test_what_is_odd_in_what_a_wrong_span_says_is_found_in_the_stored_clocks(device: Device, client: Client) -> None:
    in_catalog("one")
    fact = a_fact(device=device.device, wall=50 * DAY)
    now = Now(1, 10, 0, "0" * 32)
    device.sync(client, [fact], now=now, spans=(Span(1, 0, 20, 0, 0),))
    oddities.judge(device.learner)
    assert _found(device.learner) == {"a-module:one": "impossible_date"}
