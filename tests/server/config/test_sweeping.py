from __future__ import annotations

import datetime
import threading

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from cor_protocol.ids import new_learner_id
from sync_server.accounts.models import SignInDelay
from sync_server.common import clock
from sync_server.config import sweeping
from sync_server.progress import checking, models, queries
from sync_server.progress.checking import Checked
from tests.conftest import ExpectedLogs
from tests.factories.facts import a_fact
from tests.factories.server import a_device
from tests.server.conftest import Clock

DAY = 86_400


def _kept_limits() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cor_cache")
        return [key.rpartition(":")[2] for (key,) in cursor.fetchall()]


@pytest.mark.django_db
def test_sessions_that_are_over_are_taken_out() -> None:
    for key, days in (("over", -1), ("under way", 1)):
        expires = clock.now_datetime() + datetime.timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    sweeping.sweep()
    assert [row.session_key for row in Session.objects.all()] == ["under way"]


@pytest.mark.django_db
def test_failures_are_forgotten_a_day_after_the_last_unless_somebody_waits() -> None:
    now = clock.now()
    SignInDelay.objects.create(key="forgotten", last_failed=now - 2 * DAY, waits_until=now - DAY)
    SignInDelay.objects.create(key="waits", last_failed=now - 2 * DAY, waits_until=now + 60)
    SignInDelay.objects.create(key="recent", last_failed=now - 60, waits_until=now - 30)
    sweeping.sweep()
    assert {row.key for row in SignInDelay.objects.all()} == {"waits", "recent"}


@pytest.mark.django_db
def test_no_network_address_stays_once_its_limit_is_over() -> None:
    cache.set("rl:ip:203.0.113.7", [1.0], -1)
    cache.set("rl:ip:203.0.113.8", [1.0], 60)
    sweeping.sweep()
    assert _kept_limits() == ["203.0.113.8"]


def test_it_goes_on_when_the_database_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLogs
) -> None:
    expected_log("sweeping waits: OperationalError")
    end, swept = threading.Event(), []

    def fail_then_end() -> None:
        swept.append(1)
        if len(swept) == 2:
            end.set()
        raise OperationalError("locked")

    monkeypatch.setattr(sweeping, "sweep", fail_then_end)
    sweeping.run(end, every=0.001)
    assert len(swept) == 2


def test_it_runs_beside_the_requests_until_it_is_told_to_end() -> None:
    end = sweeping.start_in_worker()
    (thread,) = [each for each in threading.enumerate() if each.name == "sweeping"]
    assert thread.daemon
    end.set()
    thread.join(5)
    assert not thread.is_alive()


@pytest.mark.django_db
def test_b3_records_whose_turn_it_is_are_checked_and_what_was_wrong_is_logged(
    time: Clock, expected_log: ExpectedLogs
) -> None:
    expected_log("1 records differed from their digest; their clients send again")
    learner = new_learner_id()
    models.Record.objects.create(learner=learner, count=3)
    for _ in range(32):
        sweeping.check_records(lambda seconds: False)
        time.forward(3600)
    assert models.Record.objects.get(learner=learner).count == 0


@pytest.mark.django_db
def test_records_are_checked_by_one_worker_of_all(time: Clock) -> None:
    breaths: list[float] = []
    models.Record.objects.bulk_create(
        models.Record(learner=letter * 26) for letter in "234567abcdefghijklmnopqrstuvwxyz"
    )

    def breathe(seconds: float) -> bool:
        breaths.append(seconds)
        return False

    for _ in range(2):
        sweeping.check_records(breathe)
    assert len(breaths) == 1


@pytest.mark.django_db
def test_the_check_of_records_ends_when_the_server_does(time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = iter([Checked(1, ()), Checked(1, ())])
    monkeypatch.setattr(checking, "check_slice", lambda hour: pages)
    sweeping.check_records(lambda seconds: True)
    assert len(list(pages)) == 1


@pytest.mark.django_db
def test_records_that_changed_are_judged_until_the_end(client: Client) -> None:
    devices = [a_device(), a_device()]
    for device in devices:
        device.sync(client, [a_fact("b-module:one", device=device.device)])
    sweeping.judge_records(lambda _seconds: True)
    assert queries.oddities().count() == 1
    sweeping.judge_records(lambda _seconds: False)
    assert queries.oddities().count() == 2
