"""Who waits after failed sign-ins, over the web and from the program."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client, RequestFactory

from cor_protocol.ids import new_device_id
from sync_server.accounts import delays, devices
from sync_server.accounts.hashers import Argon2id
from sync_server.accounts.models import Device, SignInDelay
from sync_server.audit.models import Entry
from tests.factories.server import PASSWORD, SIGN_IN_UNDER_WAY, an_account_with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time")]

HERE, ELSEWHERE = "192.0.2.7", "203.0.113.9"


def sign_in(email: str, password: str = "not the one at all", place: str = HERE, **headers: str) -> Any:
    """One try from the program."""
    return Client(REMOTE_ADDR=place).post(
        f"{SIGN_IN_UNDER_WAY}/auth/login",
        {"email": email, "password": password},
        content_type="application/json",
        headers=headers,
    )


def statuses(email: str, times: int, **more: Any) -> list[int]:
    return [sign_in(email, **more).status_code for _ in range(times)]


@pytest.fixture
def ada() -> Any:
    return an_account_with_password(email="ada@example.org")


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each password that is really looked at; the hashing itself is left out where a test tries often."""
    looked: list[str] = []

    def verify(self: Argon2id, password: str, encoded: str) -> bool:
        looked.append(password)
        return password == PASSWORD

    def encode(self: Argon2id, password: str, salt: str) -> str:
        looked.append(password)
        return "argon2$none"

    monkeypatch.setattr(Argon2id, "verify", verify)
    monkeypatch.setattr(Argon2id, "encode", encode)
    monkeypatch.setattr(Argon2id, "must_update", lambda self, encoded: False)
    return looked


def device_of(account: Any) -> dict[str, str]:
    """What a device sends on which the account has signed in before."""
    row = Device.objects.create(account=account, device=new_device_id())
    return {"X-COR-Device": row.device, "X-COR-Device-Pass": devices.give_pass(row)}


def test_asvs_6_1_1_the_sixth_try_waits_and_says_how_long(ada: Any, hashed: list[str], time: Any) -> None:
    assert statuses(ada.email, 6) == [400] * 5 + [429]
    answer = sign_in(ada.email, PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    body = json.loads(answer.content)
    assert body["problem"] == "slow_down"
    assert body["message"] == "There were too many failed tries. Nothing is lost. Please try again in a second."
    time.forward(1)
    assert sign_in(ada.email, PASSWORD).status_code == 200


def test_asvs_6_3_8_an_address_that_nobody_has_waits_alike(ada: Any, hashed: list[str]) -> None:
    known, unknown = ([sign_in(email) for _ in range(7)] for email in (ada.email, "nobody@example.org"))
    assert [each.content for each in known[5:]] == [each.content for each in unknown[5:]]
    assert [each.status_code for each in known] == [each.status_code for each in unknown]


def test_asvs_6_1_1_whoever_waits_costs_no_hashing_and_no_writing(
    ada: Any, hashed: list[str], django_assert_num_queries: Any
) -> None:
    statuses(ada.email, 5)
    hashed.clear()
    with django_assert_num_queries(2) as asked:
        sign_in(ada.email)
    assert [each["sql"].split()[0] for each in asked] == ["SELECT"] * 2
    assert statuses(ada.email, 50) == [429] * 50
    assert hashed == []


def test_asvs_6_1_1_a_known_device_is_not_slowed_by_what_others_fail(ada: Any, hashed: list[str]) -> None:
    known = device_of(ada)
    for number in range(30):
        statuses(ada.email, 5, place=f"198.51.{number}.1")
    assert sign_in(ada.email, PASSWORD, place=ELSEWHERE).status_code == 429
    assert sign_in(ada.email, PASSWORD, place=ELSEWHERE, **known).status_code == 200


def test_asvs_6_1_1_a_known_device_has_its_own_counter(ada: Any, hashed: list[str], time: Any) -> None:
    known = device_of(ada)
    assert statuses(ada.email, 6, **known) == [400] * 5 + [429]
    assert sign_in(ada.email, PASSWORD).status_code == 200  # the account does not wait for its device's failures
    time.forward(1)
    assert sign_in(ada.email, PASSWORD, **known).status_code == 200
    assert statuses(ada.email, 5, **known) == [400] * 5


@pytest.mark.parametrize("change", ["X-COR-Device", "X-COR-Device-Pass"])
def test_a_device_that_does_not_show_its_pass_is_not_known(ada: Any, hashed: list[str], change: str) -> None:
    statuses(ada.email, 5)
    assert sign_in(ada.email, PASSWORD, **(device_of(ada) | {change: "another"})).status_code == 429


def test_a_device_of_somebody_else_is_not_known(ada: Any, hashed: list[str]) -> None:
    others = device_of(an_account_with_password())
    statuses(ada.email, 5)
    assert sign_in(ada.email, PASSWORD, **others).status_code == 429


def test_asvs_6_1_1_who_attacks_from_one_network_waits_alone(ada: Any, hashed: list[str]) -> None:
    assert statuses(ada.email, 6)[-1] == 429
    assert sign_in(ada.email, PASSWORD, place="192.0.2.200").status_code == 429  # the same network
    assert sign_in(ada.email, PASSWORD, place=ELSEWHERE).status_code == 200


def test_asvs_6_1_1_from_many_networks_the_account_waits_after_twenty(ada: Any, hashed: list[str]) -> None:
    tries = [sign_in(ada.email, place=f"198.51.{number}.1").status_code for number in range(22)]
    assert tries == [400] * 21 + [429]


def test_addresses_of_version_6_are_one_network_in_64_bits(ada: Any, hashed: list[str]) -> None:
    assert statuses(ada.email, 6, place="2001:db8:0:1::1")[-1] == 429
    assert sign_in(ada.email, place="2001:db8:0:1:ffff::2").status_code == 429
    assert sign_in(ada.email, place="2001:db8:0:2::1").status_code == 400
    assert sign_in(ada.email, place="::ffff:192.0.2.1").status_code == 400


def test_a_proxy_is_believed_only_where_there_is_one(ada: Any, hashed: list[str], settings: Any) -> None:
    forged = [sign_in(ada.email, **{"X-Forwarded-For": f"198.51.{n}.1"}).status_code for n in range(6)]
    assert forged[-1] == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    behind = {"X-Forwarded-For": f"{HERE}, {ELSEWHERE}"}  # the first is what the asker says, the last the proxy's word
    assert sign_in(ada.email, PASSWORD, **behind).status_code == 200


def test_a_success_wipes_what_failed_here_but_not_what_others_failed(ada: Any, hashed: list[str], time: Any) -> None:
    for number in range(20):
        sign_in(ada.email, place=f"198.51.{number}.1")
    assert sign_in(ada.email, PASSWORD).status_code == 200
    assert sign_in(ada.email, place="100.64.0.1").status_code == 400
    assert sign_in(ada.email, place="100.64.1.1").status_code == 429


def test_a_day_later_all_is_forgotten(ada: Any, hashed: list[str], time: Any) -> None:
    assert statuses(ada.email, 6)[-1] == 429
    time.forward(24 * 3600)
    assert statuses(ada.email, 5) == [400] * 5


def test_asvs_16_3_1_the_audit_says_what_failed_and_once_that_a_wait_began(ada: Any, hashed: list[str]) -> None:
    statuses(ada.email, 20)
    statuses("nobody@example.org", 20)
    rows = list(Entry.objects.filter(act__startswith="sign_in").values_list("act", "object", "reason"))
    for whose in (f"account {ada.pk}", "nobody"):
        assert rows.count(("sign_in.failed", whose, "")) == 5
        assert rows.count(("sign_in.delayed", whose, "one network")) == 1
    assert len(rows) == 12


def test_passwords_from_one_address_are_looked_at_240_times_a_minute(hashed: list[str], settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_checked": "3/m/ip"}
    ada = an_account_with_password()
    known = device_of(ada)
    hashed.clear()
    answers = [sign_in(f"learner{number}@example.org") for number in range(4)]
    assert [each.status_code for each in answers] == [400, 400, 400, 429]
    assert answers[3].headers["Retry-After"] == "60"
    assert len(hashed) == 3
    assert sign_in(ada.email, PASSWORD, **known).status_code == 200
    assert SignInDelay.objects.filter(failures__gt=0).count() == 6


def test_the_page_says_it_in_a_sentence_and_a_browser_that_is_known_does_not_wait(
    ada: Any, hashed: list[str], time: Any
) -> None:
    browser, stranger = Client(REMOTE_ADDR=HERE), Client(REMOTE_ADDR=HERE)
    right, wrong = {"login": ada.email, "password": PASSWORD}, {"login": ada.email, "password": "no"}
    assert browser.post("/accounts/login/", right).status_code == 302
    browser.post("/accounts/logout/")
    answers: list[Any] = [stranger.post("/accounts/login/", wrong) for _ in range(6)]
    assert [each.status_code for each in answers] == [200] * 5 + [429]
    assert "Please try again in a second." in answers[5].content.decode()
    assert (answers[5].headers["Retry-After"], answers[5].headers["Content-Type"][:9]) == ("1", "text/html")
    assert browser.post("/accounts/login/", right).status_code == 302


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "a second"), (59, "59 seconds"), (60, "a minute"), (61, "2 minutes"), (900, "15 minutes")],
)
def test_a_wait_is_said_as_people_say_it_and_never_too_short(seconds: int, words: str) -> None:
    assert delays.in_words(seconds) == words


def test_no_waiting_answer_repeats_the_address(ada: Any) -> None:
    request = RequestFactory().post(f"{SIGN_IN_UNDER_WAY}/auth/login")
    assert "ada" not in repr(delays.TooSoon(request, 5)) + delays.TooSoon(request, 5).response.content.decode()
