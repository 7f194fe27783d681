from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from sync_server.accounts.sign_ins import HEADER, Finished
from sync_server.common.refusals import Refused
from tests.factories.server import an_account_with_password, signed_in_session

pytestmark = pytest.mark.django_db


def test_a_finished_sign_in_is_its_accounts_and_ends_for_good(client: Client) -> None:
    account = an_account_with_password()
    token = signed_in_session(client, account)
    found = Finished().authenticate(RequestFactory().get("/"), token)
    assert found.account == account
    found.end()
    assert not Session.objects.exists()
    with pytest.raises(Refused, match="sign_in_again"):
        Finished().authenticate(RequestFactory().get("/"), token)


def test_asvs_7_4_2_that_of_a_disabled_account_is_none(client: Client) -> None:
    account = an_account_with_password()
    token = signed_in_session(client, account)
    type(account).objects.update(is_active=False)
    with pytest.raises(Refused, match="sign_in_again"):
        Finished().authenticate(RequestFactory().get("/"), token)


def test_what_holds_secrets_does_not_print_them(client: Client) -> None:
    token = signed_in_session(client, an_account_with_password())
    assert token not in repr(Finished().authenticate(RequestFactory().get("/"), token))
    assert HEADER == "X-Session-Token"
