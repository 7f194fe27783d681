from __future__ import annotations

from typing import Any

import pytest

from cor_protocol.ids import new_learner_id
from sync_server.accounts import registry
from sync_server.accounts.lifetimes import DAY, HOUR, MINUTE
from sync_server.accounts.models import DeviceToken, Role, Scope
from tests.factories.server import a_device, an_account

pytestmark = pytest.mark.django_db


def _life(account: Any = None, *, shared: bool = False) -> tuple[int, int]:
    a_device(account, shared=shared)
    token = DeviceToken.objects.get(scope=Scope.FULL)
    return token.idle, token.expires - token.created


def _with_role(role: Role) -> Any:
    account = an_account(learner_id=new_learner_id(), is_staff=True)
    account.roles.create(role=role)
    return account


def test_asvs_7_3_2_on_an_own_machine_a_learner_stays_signed_in_for_30_days() -> None:
    assert _life() == (30 * DAY, 30 * DAY)


def test_asvs_7_3_2_on_a_shared_machine_for_12_hours() -> None:
    assert _life(shared=True) == (12 * HOUR, 12 * HOUR)


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.PRIVACY_OFFICER])
@pytest.mark.parametrize("shared", [True, False])
def test_asvs_7_3_1_staff_rests_for_an_hour_and_stays_for_12(role: Role, shared: bool) -> None:
    assert _life(_with_role(role), shared=shared) == (HOUR, 12 * HOUR)


def test_asvs_7_3_1_whoever_manages_an_organization_does_so_too(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = an_account(learner_id=new_learner_id())
    monkeypatch.setattr(registry, "manages_others", [lambda account: account == manager.pk])
    assert _life(manager) == (HOUR, 12 * HOUR)


def test_asvs_7_3_1_an_administrator_rests_for_15_minutes_and_stays_for_8_hours() -> None:
    assert _life(_with_role(Role.ADMINISTRATOR)) == (15 * MINUTE, 8 * HOUR)


def test_the_append_token_lives_400_days_whoever_it_is_for() -> None:
    a_device(_with_role(Role.ADMINISTRATOR), shared=True)
    token = DeviceToken.objects.get(scope=Scope.APPEND)
    assert (token.idle, token.expires - token.created) == (400 * DAY, 400 * DAY)
