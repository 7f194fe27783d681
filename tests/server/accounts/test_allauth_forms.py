from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sync_server.accounts import registry
from sync_server.accounts.models import User
from sync_server.audit.models import Entry
from tests.conftest import ExpectedLogs
from tests.factories.server import PASSWORD, SIGN_IN_UNDER_WAY, an_account_with_password

pytestmark = pytest.mark.django_db
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
    from post_office.models import Email

    an_account_with_password(email="ada@example.org")
    # The letter is another one, which mail servers take for the same: its mailbox could be somebody else's.
    typed = "ada@\uff45xample.org"
    client.post(f"{SIGN_IN_UNDER_WAY}/auth/password/request", {"email": typed}, content_type="application/json")
    assert [email.to for email in Email.objects.all()] == [["ada@example.org"]]


def _encoded(form: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    return urlencode(form)
