from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cor_protocol.facts import MODULE_COMPLETED, MODULE_STARTED, Fact
from sync_server.catalog.registry import on_loaded
from sync_server.progress import completions
from sync_server.progress.models import EstablishedCompletion, Record
from sync_server.progress.registry import Completion, on_completed
from sync_server.progress.resolver import EARLIEST, Resolved, Rule
from tests.conftest import ExpectedLogs
from tests.factories.facts import a_fact, sent
from tests.factories.server import Device, a_device, another_device_of, in_catalog
from tests.server.conftest import Clock

MAY_3 = 1_746_230_400
COMPLETED = a_fact("a-module:1", kind=MODULE_COMPLETED, wall=MAY_3 + 60)
STARTED = a_fact("a-module:1", kind=MODULE_STARTED, wall=MAY_3)
ONE, TWO = a_fact("a-module:one"), a_fact("a-module:two")


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Completion]]:
    """The completions that were told, in place of what higher apps do with them."""
    heard: list[Completion] = []
    before = list(on_completed)
    on_completed[:] = [heard.append]
    yield heard
    on_completed[:] = before


def _is_pending(device: Device) -> bool:
    return Record.objects.get(learner=device.learner).pending


def test_a_module_is_complete_when_everything_required_is_finished(
    device: Device, client: Client, told: list[Completion], time: Clock
) -> None:
    in_catalog("one", "two")
    device.sync(client, [STARTED, ONE, TWO, COMPLETED])
    assert told == [
        Completion(
            learner=device.learner,
            item="a-module:1",
            key="a-module",
            version=1,
            title="A module",
            objectives=("Notice what works.",),
            contact_hours=(("Relationships", 0.5),),
            started=Resolved(EARLIEST, MAY_3, time.now, Rule.WALL),
            completed=Resolved(EARLIEST, MAY_3 + 60, time.now, Rule.WALL),
        )
    ]


def test_activities_count_whichever_device_they_were_finished_on(
    device: Device, client: Client, told: list[Completion]
) -> None:
    in_catalog("one", "two")
    device.sync(client, [ONE])
    another_device_of(device).sync(client, [TWO, COMPLETED])
    assert len(told) == 1


def test_what_another_learner_finished_completes_nothing(
    device: Device, client: Client, told: list[Completion]
) -> None:
    in_catalog("one", "two")
    a_device().sync(client, [ONE, TWO])
    device.sync(client, [STARTED, ONE, COMPLETED])
    assert (told, _is_pending(device)) == ([], True)


@pytest.mark.parametrize("last", [ONE, TWO])
def test_a_completion_waits_for_activities_that_come_later(
    device: Device, client: Client, told: list[Completion], last: Fact
) -> None:
    in_catalog("one", "two")
    device.sync(client, [COMPLETED, *({ONE, TWO} - {last})])
    assert (told, _is_pending(device)) == ([], True)
    device.sync(client, [last])
    assert (len(told), _is_pending(device)) == (1, False)


def test_a_completion_is_told_once(device: Device, client: Client, told: list[Completion]) -> None:
    in_catalog("one")
    device.sync(client, [ONE, COMPLETED])
    device.sync(client, [ONE, COMPLETED])
    another_device_of(device).sync(client, [a_fact("a-module:1", kind=MODULE_COMPLETED, device="b" * 26)])
    assert len(told) == 1


def test_a_version_the_catalog_does_not_know_is_kept_until_it_does(
    device: Device, client: Client, told: list[Completion]
) -> None:
    device.sync(client, [ONE, COMPLETED])
    assert (told, _is_pending(device)) == ([], True)
    in_catalog("one")
    for notify in on_loaded:
        notify()
    assert (len(told), _is_pending(device)) == (1, False)


def test_each_version_has_its_own_definition(device: Device, client: Client, told: list[Completion]) -> None:
    in_catalog("one")
    in_catalog("one", "two", version=2)
    device.sync(client, [ONE, COMPLETED, a_fact("a-module:2", kind=MODULE_COMPLETED)])
    assert [completion.version for completion in told] == [1]


@pytest.mark.parametrize("item", ["a-module", "a-module:x", "a-module:99999999999999999999", ":1"])
def test_a_completed_fact_that_names_no_module_is_kept_and_does_no_harm(
    device: Device, client: Client, told: list[Completion], item: str
) -> None:
    assert device.sync(client, [a_fact(item, kind=MODULE_COMPLETED)]).digest.count == 1
    assert told == []


def test_a_mistake_in_what_follows_does_not_hold_the_facts_up(
    device: Device, client: Client, told: list[Completion], expected_log: ExpectedLogs
) -> None:
    expected_log("completion not established: ZeroDivisionError")
    in_catalog("one")

    def fail(completion: Completion) -> None:
        raise ZeroDivisionError(completion.learner)

    on_completed.insert(0, fail)
    assert device.sync(client, [ONE, COMPLETED]).digest.count == 2
    assert (EstablishedCompletion.objects.count(), _is_pending(device)) == (0, True)
    on_completed.remove(fail)
    completions.check_all_pending()
    assert (EstablishedCompletion.objects.count(), len(told)) == (1, 1)


def test_a_date_in_the_future_is_shown_as_the_day_it_was_received(
    device: Device, client: Client, told: list[Completion], time: Clock
) -> None:
    in_catalog("one")
    device.sync(client, [ONE, a_fact("a-module:1", kind=MODULE_COMPLETED, wall=2_500_000_000)])
    assert (told[0].started, told[0].completed) == (None, Resolved(EARLIEST, time.now, time.now, Rule.RANK))


def test_finished_activities_concern_only_a_record_that_waits_for_them() -> None:
    assert completions.concern([sent(COMPLETED)], pending=False)
    assert not completions.concern([sent(ONE)], pending=False)
    assert completions.concern([sent(ONE)], pending=True)
