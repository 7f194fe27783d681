from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import QueryDict

from cor_protocol.ids import new_device_id, new_learner_id
from cor_protocol.problems import Problem
from sync_server.accounts.domain import Machine
from sync_server.accounts.models import DeviceToken, Handover
from sync_server.accounts.single_sign_on import handover
from sync_server.audit.models import Entry
from sync_server.common.refusals import Refused
from tests.factories.server import an_account
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db
VERIFIER = "v" * 43
MACHINE = Machine(new_device_id(), new_learner_id(), "linux", "1")


def _code(account: Any = None) -> str:
    return handover.begin(account or an_account(), handover.challenge_of(VERIFIER))


def _is_refused(code: str, verifier: str = VERIFIER) -> bool:
    with pytest.raises(Refused) as refused:
        handover.redeem(code, verifier, MACHINE)
    assert DeviceToken.objects.count() == 0
    return refused.value.problem is Problem.WRONG_CREDENTIALS


def test_the_migration_makes_its_table() -> None:
    executor = MigrationExecutor(connection)
    assert ("accounts", "0003_handover") in executor.loader.applied_migrations
    assert "accounts_handover" in connection.introspection.table_names()


def test_rfc_7636_s_own_example_of_a_challenge() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert handover.challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_code_gives_the_device_that_asked_its_tokens() -> None:
    rosa = an_account()
    signed_in = handover.redeem(_code(rosa), VERIFIER, MACHINE)
    assert (signed_in.account, signed_in.learner) == (rosa, MACHINE.learner)


def test_asvs_6_5_1_a_code_works_once() -> None:
    code = _code()
    handover.redeem(code, VERIFIER, MACHINE)
    DeviceToken.objects.all().delete()
    assert _is_refused(code)


def test_asvs_10_4_6_a_wrong_verifier_burns_the_code() -> None:
    code = _code()
    assert _is_refused(code, "w" * 43)
    assert _is_refused(code)


def test_a_code_is_over_after_a_minute(time: Clock) -> None:
    code = _code()
    time.forward(handover.SECONDS)
    assert _is_refused(code)


def test_a_code_of_an_account_that_was_closed_meanwhile_opens_nothing() -> None:
    rosa = an_account()
    code = _code(rosa)
    rosa.is_active = False
    rosa.save()
    assert _is_refused(code)


def test_a_code_is_kept_only_hashed_and_has_256_bits() -> None:
    code = _code()
    row = Handover.objects.get()
    assert len(code) == 43
    assert code not in (row.hash, row.challenge)
    assert _is_refused(row.hash), "a copy of the database opens nothing"


def test_codes_that_are_over_do_not_pile_up(time: Clock) -> None:
    _code()
    time.forward(handover.SECONDS)
    _code()
    assert Handover.objects.count() == 1


def test_a_failure_is_in_the_audit_without_the_code() -> None:
    code = _code()
    _is_refused(code, "planted-verifier")
    row = Entry.objects.latest("id")
    assert (row.act, row.reason) == ("sign_in.failed", "handover to COR Desktop: somebody else's code")
    assert not any(secret in f"{row.object} {row.reason}" for secret in (code, "planted-verifier"))


def _asked(**changes: str) -> QueryDict:
    asked = QueryDict(mutable=True)
    asked.update({"challenge": "c" * 43, "state": "s" * 43, "port": "50000"} | changes)
    return asked


def test_a_question_of_cor_desktop_is_understood() -> None:
    plain = handover.Question("c" * 43, "s" * 43, 50000, "", anew=False)
    assert handover.question(_asked()) == plain
    assert handover.question(_asked(provider="lake", anew="1")) == replace(plain, provider="lake", anew=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"challenge": "short"},
        {"challenge": ""},
        {"challenge": "c" * 42 + "="},
        {"challenge": "c" * 43 + "\n"},
        {"state": "s" * 44},
        {"state": "s" * 42 + "&"},
        {"port": "80"},
        {"port": "65536"},
        {"port": "127.0.0.1:50000"},
        {"port": "50000@evil.example"},
        {"port": "５００００"},
        {"port": ""},
    ],
)
def test_a_question_of_another_form_is_none(wrong: dict[str, str]) -> None:
    assert handover.question(_asked(**wrong)) is None


def test_a_code_that_was_never_made_opens_nothing() -> None:
    assert _is_refused(secrets.token_urlsafe(32))
