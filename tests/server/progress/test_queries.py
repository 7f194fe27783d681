from __future__ import annotations

from django.test import Client

from cor_protocol.facts import ACTIVITY_OPENED, MODULE_COMPLETED, MODULE_STARTED
from sync_server.progress import queries
from sync_server.progress.queries import ModuleDates, ModuleProgress
from tests.factories.facts import DEVICE, OTHER_DEVICE, a_fact
from tests.factories.server import Device, in_catalog
from tests.server.conftest import Clock

DAY = 86_400
MAY_3 = 1_746_230_400


def test_start_and_completion_are_the_earliest_over_all_devices(device: Device, client: Client) -> None:
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
            dates=ModuleDates(MAY_3, MAY_3 + 2 * DAY),
            established=True,
            opened=frozenset({"extra"}),
            finished=frozenset({"one"}),
        )
    ]


def test_no_date_lies_before_2015_or_after_its_receipt(device: Device, client: Client, time: Clock) -> None:
    started = a_fact("a-module:1", kind=MODULE_STARTED, wall=0)
    completed = a_fact("a-module:1", kind=MODULE_COMPLETED, wall=time.now + DAY)
    device.sync(client, [started, completed])
    assert queries.module_dates(device.learner, "a-module:1") == ModuleDates(queries.EARLIEST, time.now)


def test_a_smaller_stamp_does_not_change_when_a_fact_was_received(device: Device, client: Client, time: Clock) -> None:
    fact = a_fact("a-module:1", kind=MODULE_STARTED, epoch=2, wall=time.now + 9 * DAY)
    device.sync(client, [fact])
    received = time.now
    time.forward(DAY)
    device.sync(client, [fact._replace(stamp=fact.stamp._replace(epoch=1))])
    assert queries.module_dates(device.learner, "a-module:1").started == received


def test_completions_are_counted_from_a_time_on(device: Device, client: Client, time: Clock) -> None:
    item = in_catalog("one")
    device.sync(client, [a_fact("a-module:one"), a_fact(item, kind=MODULE_COMPLETED)])
    assert (queries.completions_since(time.now), queries.completions_since(time.now + 1)) == (1, 0)
