from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from cor_protocol.facts import ACTIVITY_FINISHED, MODULE_COMPLETED, MODULE_STARTED
from cor_protocol.ids import new_learner_id
from cor_protocol.wire import Now
from sync_server.accounts.models import User
from sync_server.audit.queries import entries
from sync_server.certificates import domain
from sync_server.certificates.domain import NoHolder, NotRevocable
from sync_server.certificates.models import Credential, State
from sync_server.common import clock
from sync_server.progress.models import Record
from tests.factories.certificates import COMPLETED, a_completion, a_credential
from tests.factories.facts import a_fact
from tests.factories.server import Device, an_account, in_catalog

pytestmark = pytest.mark.django_db


def test_a_completed_module_is_awarded_by_the_sync_that_completes_it(client: Client, device: Device) -> None:
    item = in_catalog("one")
    finished = a_fact("a-module:one", kind=ACTIVITY_FINISHED, device=device.device, wall=COMPLETED)
    device.sync(client, [finished, a_fact(item, kind=MODULE_COMPLETED, device=device.device, wall=COMPLETED)])
    assert [credential.title for credential in Credential.objects.filter(account_id=device.account)] == ["A module"]


def test_the_sync_that_completes_a_module_tells_of_the_certificate(client: Client, device: Device) -> None:
    item = in_catalog()
    reply = device.sync(client, [a_fact(item, kind=MODULE_COMPLETED, device=device.device, wall=COMPLETED)])
    assert reply.control["certificates"] == 1


def test_a_module_that_was_only_started_is_not_awarded(client: Client, device: Device) -> None:
    device.sync(client, [a_fact(in_catalog("one"), kind=MODULE_STARTED, device=device.device)])
    assert not Credential.objects.exists()


def test_an_award_keeps_what_was_achieved_and_by_whom() -> None:
    credential = a_credential()
    assert (credential.holder, credential.title, credential.module_version) == ("Marisol Okafor", "Small steps", 1)
    assert (credential.started, credential.completed) == (date(2026, 11, 14), date(2026, 11, 18))
    assert credential.hours == [["Professional learning", 0.5]]


def test_completing_again_changes_nothing() -> None:
    first = a_credential()
    domain.award(a_completion(first.learner_id, version=2, completed=COMPLETED + 999_999))
    again = Credential.objects.get(learner_id=first.learner_id)
    assert (again.number, again.awarded_at, again.completed) == (first.number, first.awarded_at, first.completed)


def test_b3_an_award_that_an_older_backup_does_not_know_comes_back_under_its_number() -> None:
    before = a_credential()
    Credential.objects.all().delete()
    domain.award(a_completion(before.learner_id))
    assert Credential.objects.get().number == before.number


def test_the_name_on_a_certificate_is_the_one_of_the_day_it_was_awarded() -> None:
    credential = a_credential()
    User.objects.filter(pk=credential.account_id).update(last_name="Changed")
    assert Credential.objects.get(pk=credential.pk).holder == "Marisol Okafor"


def test_an_award_is_written_to_the_audit_without_a_name() -> None:
    credential = a_credential()
    entry = entries().get(act="credential.awarded")
    assert (entry.actor, entry.object) == ("server", f"credential {credential.pk}")


def test_the_record_knows_how_many_certificates_there_are() -> None:
    credential = a_credential()
    assert Record.objects.get(learner=credential.learner_id).certificates == 1


def test_a_record_without_an_account_is_awarded_nothing() -> None:
    with pytest.raises(NoHolder):
        domain.award(a_completion(new_learner_id()))


def test_deleting_an_account_takes_its_certificates_with_it() -> None:
    credential = a_credential()
    credential.account.delete()
    assert not Credential.objects.exists()


def test_revoking_keeps_the_reason_and_the_day() -> None:
    credential = a_credential()
    domain.revoke(credential, " Awarded by mistake. ", "account 1")
    credential.refresh_from_db()
    assert (credential.state, credential.reason) == (State.REVOKED, "Awarded by mistake.")
    assert credential.state_changed_at is not None


def test_revoking_is_written_to_the_audit_with_its_reason() -> None:
    credential = a_credential()
    domain.revoke(credential, "Awarded by mistake.", "account 1")
    entry = entries().get(act="credential.revoked")
    assert (entry.actor, entry.reason) == ("account 1", "Awarded by mistake.")


def test_the_sync_after_a_revocation_tells_the_client_to_look_again(client: Client, device: Device) -> None:
    device.sync(client, [a_fact(in_catalog(), kind=MODULE_COMPLETED, device=device.device, wall=COMPLETED)])
    domain.revoke(Credential.objects.get(), "Awarded by mistake.", "account 1")
    assert device.sync(client).control["certificates"] == 2


def test_revoking_needs_a_reason() -> None:
    credential = a_credential()
    with pytest.raises(NotRevocable):
        domain.revoke(credential, "  ", "account 1")
    assert Credential.objects.get(pk=credential.pk).state == State.VALID


def test_a_revoked_certificate_cannot_be_revoked_again() -> None:
    credential = a_credential()
    domain.revoke(credential, "Awarded by mistake.", "account 1")
    with pytest.raises(NotRevocable):
        domain.revoke(credential, "Another reason.", "account 1")


def test_a_revoked_certificate_is_not_awarded_anew() -> None:
    credential = a_credential()
    domain.revoke(credential, "Awarded by mistake.", "account 1")
    domain.award(a_completion(credential.learner_id))
    assert [found.state for found in Credential.objects.all()] == [State.REVOKED]


def test_two_learners_of_one_name_have_certificates_of_their_own() -> None:
    first, second = a_credential(), a_credential(an_account(learner_id=new_learner_id()))
    assert first.number != second.number


def test_an_award_keeps_how_its_dates_are_known_and_later_evidence_does_not_change_them() -> None:
    executor = MigrationExecutor(connection)
    assert ("certificates", "0003_how_dates_are_known") in executor.loader.applied_migrations
    first = a_credential()
    assert first.completed_by == [COMPLETED, COMPLETED, COMPLETED, "own", COMPLETED]
    domain.award(a_completion(first.learner_id, completed=COMPLETED + 999_999))
    assert Credential.objects.get(pk=first.pk).completed_by == first.completed_by


def test_a_module_that_a_wrong_clock_completed_is_awarded_with_the_true_day(client: Client, device: Device) -> None:
    item = in_catalog()
    completed = a_fact(item, kind=MODULE_COMPLETED, device=device.device, wall=1000)
    device.sync(client, [completed], now=Now(1, 1000 + 60, 0, "0" * 32, 0))
    credential = Credential.objects.get(learner_id=device.learner)
    assert credential.completed == clock.date_of(credential.completed_by[1])
    assert abs(credential.completed_by[1] - clock.now()) < 300
    assert credential.completed_by[3] == "own"
