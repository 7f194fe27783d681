from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from cor_protocol.corrections import SET, TAKEN_BACK, from_control
from cor_protocol.facts import CORRECTION, MAX_FACTS_PER_LEARNER, MODULE_COMPLETED, MODULE_STARTED, digest_of
from sync_server.audit.queries import entries_about
from sync_server.catalog.registry import on_loaded
from sync_server.certificates.queries import of_learner
from sync_server.progress import corrections, domain, oddities, queries
from sync_server.progress.corrections import NotCorrected, correct
from sync_server.progress.models import Correction, EstablishedCompletion, NeverChanged, Record
from sync_server.progress.resolver import Rule
from tests.factories.facts import a_fact
from tests.factories.server import Device, a_device, another_device_of, in_catalog
from tests.server.conftest import Clock

MAY_3 = 1_777_806_000
WHY = "Two accounts were mixed up."


@pytest.fixture
def completed(device: Device, client: Client, time: Clock) -> Device:
    """A device whose learner completed `a-module:1`, and holds its certificate."""
    item = in_catalog("one")
    facts = [a_fact(item, kind=kind, device=device.device, wall=MAY_3) for kind in (MODULE_STARTED, MODULE_COMPLETED)]
    device.sync(client, [*facts, a_fact("a-module:one", device=device.device, wall=MAY_3)])
    return device


def take_back(device: Device) -> Correction:
    return correct(device.learner, MODULE_COMPLETED, "a-module:1", TAKEN_BACK, WHY, "account 7 (administrator)")


def _shown(device: Device) -> tuple[Rule | None, bool]:
    (module,) = queries.module_progress(device.learner)
    return module.dates.completed and module.dates.completed.rule, module.established


def _states(device: Device) -> list[str]:
    return [str(credential.state) for credential in of_learner(device.learner)]


def test_a_correction_is_a_fact_of_the_server_that_syncs_like_any_other(completed: Device, client: Client) -> None:
    known = another_device_of(completed).sync(client)
    made = take_back(completed)
    reply = completed.sync(client, revision=known.revision)
    ((fact, _origin),) = reply.facts
    assert (fact.key.kind, fact.key.item, fact.key.device) == (CORRECTION, made.id, "server")
    assert reply.digest == queries.computed_digest(completed.learner) == queries.stored_digest(completed.learner)
    assert from_control(reply.control["corrections"]) == (made.as_value(),)


def test_the_text_of_a_correction_comes_with_its_fact_and_not_again(completed: Device, client: Client) -> None:
    take_back(completed)
    reply = completed.sync(client)
    assert "corrections" not in completed.sync(client, revision=reply.revision).control


def test_a_full_exchange_brings_the_text_again_to_who_lost_it(completed: Device, client: Client) -> None:
    made = take_back(completed)
    kept = completed.sync(client).facts
    reply = completed.sync(client, [*kept], full=True)
    assert (reply.facts, from_control(reply.control["corrections"])) == ((), (made.as_value(),))


def test_an_append_token_is_told_nothing_of_it(completed: Device, client: Client) -> None:
    take_back(completed)
    outside = Device(completed.append_token, completed.device, completed.learner, completed.account)
    assert dict(outside.sync(client).control) == {}


def test_a_completion_that_is_taken_back_is_not_shown_and_its_certificate_is_revoked(
    completed: Device, client: Client
) -> None:
    assert (_shown(completed), _states(completed)) == ((Rule.OWN, True), ["valid"])
    take_back(completed)
    assert (_shown(completed), _states(completed)) == ((None, False), ["revoked"])
    assert [each.reason for each in of_learner(completed.learner)] == ["The completion was taken back."]


def test_what_is_taken_back_stays_so_whatever_arrives_later(completed: Device, client: Client) -> None:
    take_back(completed)
    other = another_device_of(completed)
    other.sync(client, [a_fact("a-module:1", kind=MODULE_COMPLETED, device=other.device, wall=MAY_3)])
    for notify in on_loaded:
        notify()
    assert (_shown(completed), Record.objects.get(learner=completed.learner).pending) == ((None, False), False)


def test_no_fact_is_taken_out(completed: Device, client: Client) -> None:
    before = set(queries.facts_of(completed.learner))
    take_back(completed)
    after = set(queries.facts_of(completed.learner))
    assert before < after and len(after - before) == 1
    assert digest_of(after) == queries.stored_digest(completed.learner)


def test_a_completion_that_is_set_counts_without_its_activities(device: Device, client: Client, time: Clock) -> None:
    item = in_catalog("one", "two")
    device.sync(client, [a_fact("a-module:one", device=device.device)])
    correct(device.learner, MODULE_COMPLETED, item, SET, "Seen on paper.", "a test", MAY_3)
    (module,) = queries.module_progress(device.learner)
    assert module.established and module.dates.completed is not None
    assert (module.dates.completed.date, module.dates.completed.rule) == (MAY_3, Rule.STAFF)
    assert (_states(device), of_learner(device.learner)[0].completed.isoformat()) == (["valid"], "2026-05-03")


def test_a_completion_that_is_set_of_a_version_nobody_knows_yet_counts_once_the_catalog_has_it(
    device: Device, client: Client
) -> None:
    device.sync(client, [a_fact()])
    correct(device.learner, MODULE_COMPLETED, "a-module:2", SET, "Seen on paper.", "a test", MAY_3)
    assert not EstablishedCompletion.objects.exists()
    in_catalog("one", version=2)
    for notify in on_loaded:
        notify()
    assert EstablishedCompletion.objects.get().item == "a-module:2"


def test_the_newest_correction_counts_also_within_a_second(completed: Device) -> None:
    take_back(completed)
    correct(completed.learner, MODULE_COMPLETED, "a-module:1", SET, "It was theirs.", "a test", MAY_3)
    assert _shown(completed) == (Rule.STAFF, True)
    take_back(completed)
    assert _shown(completed) == (None, False)


def test_a_certificate_that_was_revoked_stays_revoked_and_one_that_stands_keeps_its_date(completed: Device) -> None:
    correct(completed.learner, MODULE_COMPLETED, "a-module:1", SET, "Earlier.", "a test", MAY_3 - 9 * 86_400)
    (credential,) = of_learner(completed.learner)
    assert (credential.state, credential.completed.isoformat()) == ("valid", "2026-05-03")
    take_back(completed)
    correct(completed.learner, MODULE_COMPLETED, "a-module:1", SET, "It was theirs.", "a test", MAY_3)
    assert _states(completed) == ["revoked"]


def test_a_start_is_corrected_without_touching_the_completion(completed: Device) -> None:
    correct(completed.learner, MODULE_STARTED, "a-module:1", SET, "Seen on paper.", "a test", MAY_3 - 86_400)
    dates = queries.module_dates(completed.learner, "a-module:1")
    assert dates.started is not None and dates.started.date == MAY_3 - 86_400
    assert (_shown(completed), _states(completed)) == ((Rule.OWN, True), ["valid"])


def test_a_correction_is_audited_and_never_changed(completed: Device) -> None:
    made = take_back(completed)
    entry = next(each for each in entries_about(f"learner {completed.learner}") if each.act == "record.corrected")
    assert (entry.actor, entry.reason) == (
        "account 7 (administrator)",
        f"taken_back module.completed a-module:1: {WHY}",
    )
    made.reason = "Another."
    with pytest.raises(NeverChanged):
        made.save()


def test_a_correction_of_another_learner_is_told_to_nobody_else(completed: Device, client: Client) -> None:
    made = take_back(completed)
    stranger = a_device()
    forged = a_fact(made.id, kind=CORRECTION, device="server")
    stranger.sync(client, [forged])
    assert "corrections" not in another_device_of(stranger).sync(client).control
    oddities.judge(stranger.learner)
    assert {odd.reason for odd in queries.oddities()} == {"unknown_correction"}


def test_what_staff_have_looked_at_is_not_odd_any_more(device: Device, client: Client) -> None:
    item = in_catalog("one")
    device.sync(client, [a_fact(item, kind=MODULE_COMPLETED)])
    assert oddities.judge(device.learner) == 1
    correct(device.learner, MODULE_COMPLETED, item, SET, "Seen on paper.", "a test", MAY_3)
    assert oddities.judge(device.learner) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "activity.finished"},
        {"effect": "erased"},
        {"item": "a-module"},
        {"item": f"{'a' * 70}:1"},
        {"reason": "  "},
        {"reason": "x" * 301},
        {"effect": SET, "time": 0},
        {"effect": SET, "time": 2**40},
        {"learner": "l" * 26},
    ],
)
def test_what_cannot_be_corrected_is_refused_in_a_sentence(completed: Device, changes: dict[str, Any]) -> None:
    given = {"learner": completed.learner, "kind": MODULE_COMPLETED, "item": "a-module:1", "effect": TAKEN_BACK}
    with pytest.raises(NotCorrected, match=r"\.$"):
        correct(**{**given, "reason": WHY, "actor": "a test", **changes})
    assert not Correction.objects.exists()


def test_a_full_record_takes_no_correction(completed: Device) -> None:
    Record.objects.filter(learner=completed.learner).update(count=MAX_FACTS_PER_LEARNER)
    with pytest.raises(NotCorrected):
        take_back(completed)


def test_with_a_record_go_its_corrections(completed: Device) -> None:
    take_back(completed)
    domain.delete_learner(completed.learner, "a test", "asked for")
    assert not Correction.objects.exists()
    with pytest.raises(NotCorrected):
        take_back(completed)


def test_without_a_correction_the_reply_asks_the_database_for_none(completed: Device) -> None:
    assert corrections.told(completed.learner, []) == {}


@pytest.mark.django_db
def test_the_step_that_makes_their_table_is_applied() -> None:
    applied = MigrationExecutor(connection).loader.applied_migrations
    assert ("progress", "0004_corrections") in applied
