"""Wrong codes of a second factor slow the next ones down, across all sign-ins under way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sync_server.audit.models import Entry
from tests.factories.server import PASSWORD, SIGN_IN_UNDER_WAY, an_account_with_password
from tests.factories.staff import code_of, with_second_factor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time")]


def under_way(email: str) -> str:
    """A sign-in that waits for the code; gives its session."""
    body = {"email": email, "password": PASSWORD}
    answer = Client().post(f"{SIGN_IN_UNDER_WAY}/auth/login", body, content_type="application/json")
    assert answer.status_code == 401, answer.content
    return str(answer.json()["meta"]["session_token"])


def type_code(session: str, code: str) -> Any:
    return Client().post(
        f"{SIGN_IN_UNDER_WAY}/auth/2fa/authenticate",
        {"code": code},
        content_type="application/json",
        headers={"X-Session-Token": session},
    )


def test_asvs_6_1_1_codes_are_counted_on_the_account_across_sign_ins(time: Any) -> None:
    account = an_account_with_password()
    secret = with_second_factor(account)
    first = under_way(account.email)
    wrong = [type_code(first, "000000").status_code for _ in range(3)]
    second = under_way(account.email)
    wrong += [type_code(second, "000000").status_code for _ in range(2)]
    assert wrong == [400] * 5
    waiting = type_code(second, code_of(secret))
    assert (waiting.status_code, waiting.json()["problem"], waiting.headers["Retry-After"]) == (429, "slow_down", "1")
    time.forward(1)
    assert type_code(second, code_of(secret)).status_code == 200
    delayed = Entry.objects.filter(act="sign_in.delayed").values_list("object", "reason")
    assert list(delayed) == [(f"account {account.pk}", "second factor")]
    failed = Entry.objects.filter(act="sign_in.failed").values_list("object", "reason")
    assert list(failed) == [(f"account {account.pk}", "second factor")] * 5


def test_a_right_code_begins_anew() -> None:
    account = an_account_with_password()
    secret = with_second_factor(account)
    session = under_way(account.email)
    assert [type_code(session, "000000").status_code for _ in range(4)] == [400] * 4
    assert type_code(session, code_of(secret)).status_code == 200
    another = under_way(account.email)
    assert [type_code(another, "000000").status_code for _ in range(5)] == [400] * 5
