from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cor_protocol.accounts import Ended
from sync_server.accounts import tokens
from sync_server.accounts.lifetimes import DAY, HOUR
from sync_server.accounts.models import Device as DeviceRow
from sync_server.accounts.models import DeviceToken, Scope
from sync_server.common.refusals import Refused
from tests.factories.facts import a_fact
from tests.factories.server import Device, a_device, another_device_of
from tests.server.conftest import Clock

FULL = Scope.FULL


def _why(token: str, time: Clock) -> str | None:
    """Uses a token; None where it is good, else why it is not."""
    try:
        session = tokens.session_of(f"Bearer {token}", time.now)
        tokens.note_use(session, time.now)
    except Refused as refused:
        return refused.why
    return None


def _issue_anew(device: Device, time: Clock) -> tokens.Issued:
    return tokens.issue(DeviceRow.objects.get(device=device.device), device.learner, time.now)


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer unknown", "Bearer \u00e9\ud800"])
def test_asvs_8_2_1_without_a_known_token_nobody_is_anybody(header: str) -> None:
    with pytest.raises(Refused, match="sign_in_again") as refused:
        tokens.session_of(header, 1)
    assert refused.value.why == ""


@pytest.mark.django_db
def test_asvs_7_3_1_a_token_that_rests_too_long_ends_as_idle(time: Clock) -> None:
    device = a_device()
    DeviceToken.objects.update(idle=900)
    time.forward(899)
    assert _why(device.token, time) is None
    time.forward(899)
    assert _why(device.token, time) is None
    time.forward(900)
    assert _why(device.token, time) == Ended.IDLE


@pytest.mark.django_db
def test_asvs_7_3_2_a_token_in_daily_use_ends_after_its_time_all_the_same(time: Clock) -> None:
    device = a_device()
    for _ in range(29):
        time.forward(DAY)
        assert _why(device.token, time) is None
    time.forward(DAY)
    assert _why(device.token, time) == ""


@pytest.mark.django_db
def test_asvs_7_3_2_an_append_token_outlives_a_summer_and_ends_after_400_days(time: Clock) -> None:
    device = a_device()
    time.forward(400 * DAY - 1)
    assert _why(device.append_token, time) is None
    time.forward(1)
    assert _why(device.append_token, time) is not None


def test_use_is_noted_at_most_once_an_hour(device: Device, client: Client, time: Clock) -> None:
    DeviceToken.objects.update(last_used=time.now)
    time.forward(3599)
    device.sync(client)
    noted_early = DeviceToken.objects.get(scope=FULL).last_used
    time.forward(1)
    device.sync(client)
    assert (noted_early, DeviceToken.objects.get(scope=FULL).last_used) == (time.now - 3600, time.now)


@pytest.mark.django_db
def test_who_asks_is_found_by_one_question(
    device: Device, time: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        tokens.session_of(f"Bearer {device.token}", time.now)


def test_a_new_sign_in_of_a_device_takes_the_place_of_its_old_one(device: Device, time: Clock) -> None:
    issued = _issue_anew(device, time)
    assert (_why(device.token, time), _why(issued.token, time)) == (Ended.REPLACED, None)


@pytest.mark.django_db
def test_the_append_token_before_the_last_stays_should_the_reply_be_lost(time: Clock) -> None:
    device = a_device()
    time.forward(HOUR)
    second = _issue_anew(device, time)
    time.forward(HOUR)
    _issue_anew(device, time)
    given = [device.append_token, second.append_token]
    assert [_why(token, time) for token in given] == [Ended.REPLACED, None]
    assert DeviceToken.objects.filter(ended_at=None).count() == 3


def test_ending_one_token_ends_no_other(device: Device, time: Clock) -> None:
    tokens.end(tokens.hash_of(device.token), time.now)
    assert (_why(device.token, time), _why(device.append_token, time)) == (Ended.SIGNED_OUT, None)


def test_what_ended_keeps_its_first_reason(device: Device, time: Clock) -> None:
    tokens.end(tokens.hash_of(device.token), time.now)
    assert tokens.end_all(device.account, Ended.ACCOUNT, time.now) == 1
    assert [_why(token, time) for token in (device.token, device.append_token)] == [Ended.SIGNED_OUT, Ended.ACCOUNT]


def test_the_tokens_of_an_account_end_on_all_its_devices_and_on_no_others(device: Device, time: Clock) -> None:
    other, stranger = another_device_of(device), a_device()
    assert tokens.end_all(device.account, Ended.PASSWORD, time.now, (FULL,)) == 2
    assert {_why(token, time) for token in (device.token, other.token)} == {Ended.PASSWORD}
    assert {_why(token, time) for token in (device.append_token, other.append_token, stranger.token)} == {None}


def test_what_the_device_runs_is_kept_with_it(device: Device, client: Client) -> None:
    device.sync(client, client=("0.2.0", "win\u0000dows"))
    assert (DeviceRow.objects.get().client, DeviceRow.objects.get().platform) == ("0.2.0", "windows")


def test_a_sync_costs_one_question_for_its_token_whatever_its_scope(
    device: Device, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/livez")
    device.sync(client, [a_fact()])
    with django_assert_max_num_queries(9):
        device.sync(client, [a_fact("a-module:b")])
