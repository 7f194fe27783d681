from __future__ import annotations

from django.test import Client

from cor_protocol.facts import ACTIVITY_OPENED, MODULE_COMPLETED, MODULE_STARTED
from cor_protocol.wire import Now, Span
from sync_server.progress import queries
from sync_server.progress.queries import ModuleDates, ModuleProgress
from sync_server.progress.resolver import EARLIEST, Resolved, Rule, exact
from tests.factories.facts import DEVICE, OTHER_DEVICE, a_fact
from tests.factories.server import Device, in_catalog
from tests.server.conftest import Clock

DAY = 86_400
MAY_3 = 1_746_230_400


def test_start_and_completion_are_the_earliest_over_all_devices(device: Device, client: Client, time: Clock) -> None:
    item = in_catalog("one")
    device.sync(
        client,
        [
            a_fact(item, kind=MODULE_STARTED, device=DEVICE, wall=MAY_3 + DAY),
            a_fact(item, kind=MODULE_STARTED, device=OTHER_DEVICE, wall=MAY_3),
            a_fact(item, kind=MODULE_COMPLETED, wall=MAY_3 + 2 * DAY),
            a_fact("a-module:one"),
            a_fact("a-module:extra", kind=ACTIVITY_OPENED),
        ],
    )
    assert queries.module_progress(device.learner) == [
        ModuleProgress(
            key="a-module",
            version=1,
            dates=ModuleDates(
                Resolved(EARLIEST, MAY_3, time.now, Rule.WALL),
                Resolved(EARLIEST, MAY_3 + 2 * DAY, time.now, Rule.WALL),
            ),
            established=True,
            opened=frozenset({"extra"}),
            finished=frozenset({"one"}),
        )
    ]


def test_no_date_lies_before_2015_or_after_its_receipt(device: Device, client: Client, time: Clock) -> None:
    started = a_fact("a-module:1", kind=MODULE_STARTED, wall=0)
    completed = a_fact("a-module:1", kind=MODULE_COMPLETED, wall=time.now + DAY)
    device.sync(client, [started, completed])
    dates = queries.module_dates(device.learner, "a-module:1")
    assert dates.started is not None and dates.completed is not None
    assert EARLIEST <= dates.started.date <= dates.completed.date <= time.now


def test_a_wrong_clock_is_corrected_by_the_contact_that_brought_the_facts(
    device: Device, client: Client, time: Clock
) -> None:
    now = Now(1, 1000, 0, "0" * 32, 0)
    started = a_fact("a-module:1", kind=MODULE_STARTED, device=device.device, wall=400)
    device.sync(client, [started], now=now, spans=(Span(1, 400, 1000, 0, 0),))
    (found,) = {queries.module_dates(device.learner, "a-module:1").started}
    assert found is not None
    assert (found.date, found.rule, found.checked) == (time.now - 600, Rule.OWN, time.now)


def test_what_was_opened_on_the_web_is_dated_by_the_servers_clock(device: Device, client: Client, time: Clock) -> None:
    device.sync(client, [a_fact("a-module:1", kind=MODULE_STARTED, device="web", epoch=0, wall=time.now - 60)])
    assert queries.module_dates(device.learner, "a-module:1").started == exact(time.now - 60, time.now)


def test_a_start_that_another_clock_puts_after_the_completion_is_not_believed(
    device: Device, client: Client, time: Clock
) -> None:
    started = a_fact("a-module:1", kind=MODULE_STARTED, device=DEVICE, wall=MAY_3 + DAY)
    completed = a_fact("a-module:1", kind=MODULE_COMPLETED, device=OTHER_DEVICE, wall=MAY_3)
    device.sync(client, [started, completed])
    dates = queries.module_dates(device.learner, "a-module:1")
    assert dates.started == dates.completed is not None


def test_a_smaller_stamp_does_not_change_when_a_fact_was_received(device: Device, client: Client, time: Clock) -> None:
    fact = a_fact("a-module:1", kind=MODULE_STARTED, epoch=2, wall=MAY_3)
    device.sync(client, [fact])
    received = time.now
    time.forward(DAY)
    device.sync(client, [fact._replace(stamp=fact.stamp._replace(epoch=1))])
    started = queries.module_dates(device.learner, "a-module:1").started
    assert started is not None and started.top == received


def test_completions_are_counted_from_a_time_on(device: Device, client: Client, time: Clock) -> None:
    item = in_catalog("one")
    device.sync(client, [a_fact("a-module:one"), a_fact(item, kind=MODULE_COMPLETED)])
    assert (queries.completions_since(time.now), queries.completions_since(time.now + 1)) == (1, 0)
