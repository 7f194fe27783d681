from __future__ import annotations

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from cor_protocol.ids import new_device_id
from sync_server.accounts.models import User
from sync_server.accounts.sign_ins import HEADER, SECONDS, Finished
from sync_server.common import clock
from sync_server.common.refusals import Refused
from tests.factories.server import PASSWORD, an_account_with_password, signed_in_session

pytestmark = pytest.mark.django_db


def test_a_finished_sign_in_is_its_accounts_and_ends_for_good(client: Client) -> None:
    account = an_account_with_password()
    token = signed_in_session(client, account)
    found = Finished().authenticate(RequestFactory().get("/"), token)
    assert found.account == account
    found.use_up()
    assert not Session.objects.exists()
    with pytest.raises(Refused, match="sign_in_again"):
        Finished().authenticate(RequestFactory().get("/"), token)


def test_asvs_7_4_2_that_of_a_disabled_account_is_none(client: Client) -> None:
    account = an_account_with_password()
    token = signed_in_session(client, account)
    type(account).objects.update(is_active=False)
    with pytest.raises(Refused, match="sign_in_again"):
        Finished().authenticate(RequestFactory().get("/"), token)


def test_asvs_6_5_1_of_two_who_exchange_it_at_the_same_moment_one_is_too_late(client: Client) -> None:
    token = signed_in_session(client, an_account_with_password())
    both = [Finished().authenticate(RequestFactory().get("/"), token) for _ in range(2)]
    both[0].use_up()
    with pytest.raises(Refused, match="sign_in_again"):
        both[1].use_up()


def _on_the_web(client: Client, account: User) -> str:
    """Sign in on the page; gives what the cookie holds."""
    client.post("/accounts/login/", {"login": account.email, "password": PASSWORD})
    assert client.get("/accounts/").status_code == 200
    return client.cookies["sessionid"].value


def test_asvs_7_3_1_the_cookie_of_a_browser_is_no_sign_in_of_the_program(client: Client) -> None:
    cookie = {HEADER: _on_the_web(client, an_account_with_password())}
    machine = {"device": new_device_id()}
    answer = client.post("/api/v1/accounts/devices", machine, content_type="application/json", headers=cookie)
    assert answer.status_code == 401
    assert client.get("/_allauth/app/v1/auth/session", headers=cookie).status_code == 410
    assert client.get("/accounts/").status_code == 200, "it goes on in the browser"


def test_asvs_7_3_1_a_sign_in_that_nobody_exchanged_is_over_after_an_hour(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, now = signed_in_session(client, an_account_with_password()), clock.now_datetime()
    finished = Finished()
    finished.authenticate(RequestFactory().get("/"), token)
    monkeypatch.setattr(clock, "now_datetime", lambda: now + datetime.timedelta(seconds=SECONDS + 1))
    with pytest.raises(Refused, match="sign_in_again"):
        finished.authenticate(RequestFactory().get("/"), token)


def test_what_holds_secrets_does_not_print_them(client: Client) -> None:
    token = signed_in_session(client, an_account_with_password())
    assert token not in repr(Finished().authenticate(RequestFactory().get("/"), token))
    assert HEADER == "X-Session-Token"
