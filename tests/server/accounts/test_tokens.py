from __future__ import annotations

import pytest
from django.test import Client

from cor_protocol.ids import new_learner_id
from sync_server.accounts import tokens
from sync_server.accounts.models import Device as DeviceRow
from sync_server.accounts.models import DeviceToken
from sync_server.common.refusals import Refused
from tests.factories.server import Device, a_device, an_account
from tests.server.conftest import Clock

DAY = 86_400


def _is_good(device: Device, time: Clock) -> bool:
    try:
        session = tokens.session_of(f"Bearer {device.token}", time.now)
        tokens.note_use(session, time.now)
    except Refused:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer unknown", "Bearer \u00e9\ud800"])
def test_asvs_8_2_1_without_a_known_token_nobody_is_anybody(header: str) -> None:
    with pytest.raises(Refused, match="sign_in_again"):
        tokens.session_of(header, 1)


@pytest.mark.django_db
def test_asvs_7_3_2_a_learners_token_ends_after_30_days(time: Clock) -> None:
    device = a_device()
    time.forward(30 * DAY - 1)
    assert _is_good(device, time)
    time.forward(1)
    assert not _is_good(device, time)


@pytest.mark.django_db
def test_asvs_7_3_1_a_staff_token_ends_after_an_hour_without_use(time: Clock) -> None:
    device = a_device(an_account(is_staff=True, learner_id=new_learner_id()))
    time.forward(3000)
    assert _is_good(device, time)
    time.forward(3000)
    assert _is_good(device, time)
    time.forward(3600)
    assert not _is_good(device, time)


def test_use_is_noted_at_most_once_an_hour(device: Device, client: Client, time: Clock) -> None:
    DeviceToken.objects.update(last_used=time.now)
    time.forward(3599)
    device.sync(client)
    noted_early = DeviceToken.objects.get(scope="full").last_used
    time.forward(1)
    device.sync(client)
    assert (noted_early, DeviceToken.objects.get(scope="full").last_used) == (time.now - 3600, time.now)


def test_a_new_token_of_a_device_takes_the_place_of_its_old_one(device: Device, time: Clock) -> None:
    tokens.issue(DeviceRow.objects.get(), device.learner, time.now)
    assert not _is_good(device, time)


def test_what_the_device_runs_is_kept_with_it(device: Device, client: Client) -> None:
    device.sync(client, client=("0.2.0", "win\u0000dows"))
    assert (DeviceRow.objects.get().client, DeviceRow.objects.get().platform) == ("0.2.0", "windows")
