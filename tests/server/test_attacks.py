"""What attackers do to accounts: tell addresses apart, use a copy of the database, use codes again or guess them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from cor_protocol.ids import new_device_id
from sync_server.accounts import devices, invitations
from sync_server.accounts.hashers import Argon2id
from sync_server.accounts.models import Device, Role
from sync_server.accounts.session_store import SessionStore
from tests.factories.mails import code_to
from tests.factories.server import (
    PASSWORD,
    SIGN_IN_UNDER_WAY,
    a_device,
    an_account,
    an_account_with_password,
    signed_in_session,
)
from tests.factories.staff import code_of, with_second_factor

pytestmark = pytest.mark.django_db

NEW = "a lighthouse made of butter"
_CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def step(path: str, session: str = "", client: Client | None = None, **body: Any) -> Any:
    """One step from the program."""
    headers = {"X-Session-Token": session} if session else {}
    address = f"{SIGN_IN_UNDER_WAY}/{path}"
    return (client or Client()).post(address, body, content_type="application/json", headers=headers)


def without_token(answer: Any) -> tuple[int, bytes]:
    """Status and body, the token of the session and that of the form taken out."""
    body = _CSRF.sub(b"", answer.content)
    if answer.headers["Content-Type"].startswith("application/json"):
        token = json.loads(body).get("meta", {}).get("session_token", "")
        body = body.replace(token.encode(), b"") if token else body
    return answer.status_code, body


def login(email: str) -> Any:
    return step("auth/login", email=email, password="not the one at all")


def signup(email: str) -> Any:
    person: dict[str, Any] = {"first_name": "Ada", "last_name": "Lovelace", "password": PASSWORD, "policy_version": 1}
    return step("auth/signup", email=email, **person)


def ask_for_reset(email: str) -> Any:
    return step("auth/password/request", email=email)


def reset_by_wrong_code(email: str) -> Any:
    session = ask_for_reset(email).json()["meta"]["session_token"]
    return step("auth/password/reset", session, key="BCDF-GHJK", password=NEW)


def login_page(email: str) -> Any:
    return Client().post("/accounts/login/", {"login": email, "password": "not the one at all"})


def reset_page(email: str) -> Any:
    return Client().post("/accounts/password/reset/", {"email": email}, follow=True)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every costly run of Argon2id; the real one still happens."""
    runs: list[str] = []

    def counted(original: Any) -> Any:
        def run(*given: Any) -> Any:
            runs.append(original.__name__)
            return original(*given)

        return run

    for name in ("encode", "verify"):
        monkeypatch.setattr(Argon2id, name, counted(getattr(Argon2id, name)))
    return runs


@pytest.mark.parametrize("ask", [login, signup, ask_for_reset, reset_by_wrong_code, login_page, reset_page])
def test_asvs_6_3_8_a_known_and_an_unknown_address_get_the_same_bytes_for_as_much_hashing(
    hashed: list[str], ask: Any
) -> None:
    emails = {"known": "heron@example.org", "unknown": "otter@example.org"}
    an_account_with_password(email=emails["known"])
    told, cost = {}, {}
    for which, email in emails.items():
        hashed.clear()
        status, body = without_token(ask(email))
        told[which], cost[which] = (status, body.replace(email.encode(), b"the address")), len(hashed)
    assert told["known"] == told["unknown"]
    assert cost["known"] == cost["unknown"]


@pytest.fixture
def victim() -> Any:
    """Somebody with all that could be stolen: a device, sign-ins under way, a code, a web session, an invitation."""
    account = an_account_with_password(email="victim@example.org", learner_id=None)
    device = a_device()
    row = Device.objects.get(device=device.device)
    row.account = account
    row.save()
    browser = Client()
    browser.post("/accounts/login/", {"login": account.email, "password": PASSWORD})
    planted = {
        "token": device.token,
        "append token": device.append_token,
        "device pass": devices.give_pass(row),
        "finished sign-in": signed_in_session(Client(), account),
        "cookie": browser.cookies["sessionid"].value,
        "invitation": invitations.invite("new@example.org", [Role.SUPPORT], f"account {account.pk}").rsplit("/", 2)[-2],
    }
    planted["reset"] = ask_for_reset(account.email).json()["meta"]["session_token"]
    planted["reset code"] = code_to(account.email)
    return account, planted  # the mails with the codes still wait: their rows are searched, too


def strings_of_the_database() -> Iterator[str]:
    """Every text of every table, and what Django's own session code would make of a session's."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield from (value for value in row if isinstance(value, str) and 0 < len(value) < 5000)
    for held in Session.objects.values_list("session_data", flat=True):
        yield from re.findall(r"[\w-]{8,}", held)


def test_the_search_of_the_database_finds_a_secret_that_is_kept_readable() -> None:
    account = an_account(first_name="kept-readable-secret")
    assert account.first_name in set(strings_of_the_database())


def test_asvs_7_2_3_no_secret_stands_in_a_copy_of_the_database(victim: Any) -> None:
    _, planted = victim
    copy = "\n".join(strings_of_the_database())
    assert [name for name, secret in planted.items() if secret in copy or secret.replace("-", "") in copy] == []


def test_asvs_7_2_3_what_stands_in_a_copy_of_the_database_opens_nothing(victim: Any) -> None:
    account, planted = victim
    copy = sorted(set(strings_of_the_database()))
    assert len(copy) > 50
    assert [text for text in copy if ways_in(text, account)] == []
    found = {name: ways_in(secret, account) for name, secret in planted.items() if name not in ("reset", "reset code")}
    assert found == {
        "token": ["bearer"],
        "append token": ["bearer"],
        "device pass": ["device pass"],
        "finished sign-in": ["sign-in"],
        "cookie": ["cookie"],
        "invitation": ["invitation"],
    }


def test_asvs_6_5_1_an_attacker_who_asked_for_a_reset_finds_no_code_for_it_in_a_copy(victim: Any) -> None:
    account, _ = victim
    own, code = _reset_under_way(account)
    copy = set(strings_of_the_database())
    looks_like_a_code = re.compile(r"[A-Z0-9]{4}-?[A-Z0-9]{4}")
    assert looks_like_a_code.fullmatch(code)
    assert not any(looks_like_a_code.fullmatch(text) for text in copy)
    assert step("auth/password/reset", own, key=code, password=NEW).status_code in (200, 401)


def ways_in(text: str, account: Any) -> list[str]:
    """What a text opens, tried as whatever could open something."""
    header = text.encode("utf-8", "replace").decode("latin-1").translate({10: " ", 13: " ", 0: " "})
    cookies = Client()
    cookies.cookies["sessionid"] = header
    opened = {
        "cookie": cookies.get("/accounts/").status_code == 200,
        "sign-in": _exchange(header).status_code == 201,
        "bearer": Client().post("/api/v1/accounts/sign-out", headers=_bearer(header)).status_code == 204,
        "device pass": any(devices.known_device(account.email, row.device, text) for row in account.devices.all()),
        "invitation": b'name="password' in Client().get(f"/accounts/invitation/{_in_an_address(text)}/").content,
    }
    return [way for way, is_open in opened.items() if is_open]


def _exchange(session: str) -> Any:
    machine = {"device": new_device_id(), "platform": "linux", "client": "0", "shared": False}
    headers = {"X-Session-Token": session}
    return Client().post("/api/v1/accounts/devices", machine, content_type="application/json", headers=headers)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _in_an_address(text: str) -> str:
    return re.sub(r"[^\w.-]", "", text, flags=re.ASCII)[:200] or "none"


def _reset_under_way(account: Any) -> tuple[str, str]:
    session = ask_for_reset(account.email).json()["meta"]["session_token"]
    return session, code_to(account.email)


def test_asvs_6_5_1_a_reset_code_is_good_once(victim: Any) -> None:
    account, _ = victim
    session, code = _reset_under_way(account)
    assert step("auth/password/reset", session, key=code, password=NEW).status_code in (200, 401)
    again = step("auth/password/reset", session, key=code, password="another boat of paper")
    assert again.status_code == 409
    another, _ = _reset_under_way(account)
    assert step("auth/password/reset", another, key=code, password="another boat of paper").status_code == 400
    account.refresh_from_db()
    assert account.check_password(NEW)


def test_asvs_6_5_5_a_reset_code_is_over_after_half_an_hour(victim: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    account, _ = victim
    session, code = _reset_under_way(account)
    store = SessionStore(session)
    store["account_password_reset_verification"]["at"] -= 30 * 60 + 1
    store.save()
    assert step("auth/password/reset", session, key=code, password=NEW).status_code == 409


def test_asvs_6_5_1_a_reset_code_is_void_after_three_wrong_ones(victim: Any) -> None:
    account, _ = victim
    session, code = _reset_under_way(account)
    wrong = [step("auth/password/reset", session, key="BCDF-GHJK", password=NEW).status_code for _ in range(3)]
    assert wrong == [400] * 3
    assert step("auth/password/reset", session, key=code, password=NEW).status_code == 409


def test_a_code_fits_only_the_session_that_asked_for_it(victim: Any) -> None:
    account, _ = victim
    _, code = _reset_under_way(account)
    session = ask_for_reset("attacker@example.org").json()["meta"]["session_token"]
    assert step("auth/password/reset", session, key=code, password=NEW).status_code == 400


def test_codes_cannot_be_asked_for_without_end() -> None:
    answers = [ask_for_reset("victim@example.org") for _ in range(6)]
    assert [each.status_code for each in answers] == [401] * 5 + [429]


@pytest.mark.parametrize("ask", [signup, ask_for_reset])
@pytest.mark.parametrize("is_known", [True, False])
def test_asvs_6_1_1_nobodys_mailbox_is_filled_from_here(
    ask: Any, is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_known:
        an_account(email="victim@example.org")
    answers = []
    for minute in range(24):
        now = SimpleNamespace(time=lambda at=minute * 60.0: at, monotonic=lambda: 0.0)
        monkeypatch.setattr("allauth.core.internal.ratelimit.time", now)
        answers.append(ask("victim@example.org").status_code)
    assert answers == [401] * 20 + [429] * 4


def test_asvs_6_4_3_a_reset_does_not_pass_the_second_factor() -> None:
    account = an_account_with_password()
    secret = with_second_factor(account)
    client = Client()
    session, code = _reset_under_way(account)
    answer = step("auth/password/reset", session, client=client, key=code, password=NEW)
    assert answer.status_code == 401
    assert step("auth/login", client=client, email=account.email, password=NEW).json()["data"]["flows"]
    assert _exchange(session).status_code == 401
    begun = step("auth/login", email=account.email, password=NEW).json()["meta"]["session_token"]
    assert step("auth/2fa/authenticate", begun, code="000000").status_code == 400
    assert step("auth/2fa/authenticate", begun, code=code_of(secret)).status_code == 200


def test_the_token_of_a_sign_in_that_was_exchanged_is_good_for_nothing(client: Client) -> None:
    session = signed_in_session(client, an_account_with_password())
    assert [_exchange(session).status_code for _ in range(2)] == [201, 401]
