from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sync_server.accounts import registry
from sync_server.accounts.models import User
from sync_server.audit.models import Entry
from tests.conftest import ExpectedLogs
from tests.factories.mails import waiting_mails
from tests.factories.server import PASSWORD, SIGN_IN_UNDER_WAY, an_account_with_password, signed_in_session
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db
NEW = "an otter under the bridge"
PERSON = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "policy_version": 1}


def _fail(account: int, version: int) -> None:
    raise RuntimeError("no room")


@pytest.mark.parametrize(
    ("address", "password", "kind"),
    [
        (f"{SIGN_IN_UNDER_WAY}/auth/signup", "password", "application/json"),
        ("/accounts/signup/", "password1", "application/x-www-form-urlencoded"),
    ],
)
def test_asvs_2_3_3_a_registration_that_fails_half_way_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLogs, address: str, password: str, kind: str
) -> None:
    expected_log("fault .*: RuntimeError")
    monkeypatch.setattr(registry, "on_signed_up", [_fail])
    form: dict[str, Any] = PERSON | {password: PASSWORD}
    with pytest.raises(RuntimeError):
        Client().post(address, form if kind.endswith("json") else _encoded(form), content_type=kind)
    assert (User.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_code_goes_to_the_address_as_the_account_has_it(client: Client) -> None:
    an_account_with_password(email="ada@example.org")
    # The letter is another one, which mail servers take for the same: its mailbox could be somebody else's.
    typed = "ada@\uff45xample.org"
    client.post(f"{SIGN_IN_UNDER_WAY}/auth/password/request", {"email": typed}, content_type="application/json")
    assert [mail.to for mail in waiting_mails()] == [["ada@example.org"]]


def test_asvs_6_1_1_who_guesses_the_present_password_is_slowed_and_written_down_on_the_web() -> None:
    account = an_account_with_password()
    browser = signed_in(account)
    said = {"password1": NEW, "password2": NEW}
    wrong = [browser.post("/accounts/password/change/", said | {"oldpassword": "not it"}) for _ in range(5)]
    assert ["not your present password" in answer.content.decode() for answer in wrong] == [True] * 5
    assert browser.post("/accounts/password/change/", said | {"oldpassword": PASSWORD}).status_code == 429
    assert Entry.objects.filter(act="sign_in.failed", object=f"account {account.pk}").count() == 5


@pytest.mark.parametrize("wrong", ["not it", "half \ud800"])
def test_asvs_6_1_1_and_from_the_program(client: Client, wrong: str) -> None:
    account = an_account_with_password()
    session = signed_in_session(client, account)
    answer = client.post(
        f"{SIGN_IN_UNDER_WAY}/account/password/change",
        {"current_password": wrong, "new_password": NEW},
        content_type="application/json",
        headers={"X-Session-Token": session},
    )
    assert (answer.status_code, answer.json()["errors"][0]["param"]) == (400, "current_password")
    assert Entry.objects.filter(act="sign_in.failed", object=f"account {account.pk}").count() == 1


def _encoded(form: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    return urlencode(form)
