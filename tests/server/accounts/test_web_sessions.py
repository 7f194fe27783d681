from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from cor_protocol.ids import new_device_id
from sync_server.accounts.lifetimes import HOUR, MINUTE
from sync_server.accounts.models import Role
from tests.factories.server import PASSWORD, an_account, an_account_with_password, signed_in_session
from tests.factories.server_process import environment
from tests.factories.staff import an_administrator, signed_in
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db


def _is_signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def _support() -> Client:
    account = an_account(is_staff=True)
    account.roles.create(role=Role.SUPPORT)
    return signed_in(account)


def _lives(client: Client, time: Clock, step: int, until: int) -> bool:
    """Use a session every `step` seconds; tell whether it lives after `until` of them."""
    for _ in range(until // step):
        if not _is_signed_in(client):
            return False
        time.forward(step)
    return _is_signed_in(client)


def test_asvs_7_3_1_a_learners_session_rests_half_an_hour(time: Clock) -> None:
    learner = signed_in(an_account())
    assert _lives(learner, time, 30 * MINUTE - 1, 2 * HOUR)
    time.forward(30 * MINUTE)
    assert not _is_signed_in(learner)


def test_asvs_7_3_1_staff_rest_an_hour_and_administrators_a_quarter(time: Clock) -> None:
    support, administrator = _support(), signed_in(an_administrator())
    assert _is_signed_in(support) and _is_signed_in(administrator)
    time.forward(15 * MINUTE)
    assert (_is_signed_in(administrator), _is_signed_in(support)) == (False, True)
    time.forward(HOUR)
    assert not _is_signed_in(support)


def test_asvs_7_3_2_no_session_lives_longer_than_its_role_allows(time: Clock) -> None:
    assert not _lives(signed_in(an_account()), time, 10 * MINUTE, 12 * HOUR)
    assert not _lives(_support(), time, 10 * MINUTE, 12 * HOUR)
    assert not _lives(signed_in(an_administrator()), time, 10 * MINUTE, 8 * HOUR)
    assert _lives(signed_in(an_administrator()), time, 10 * MINUTE, 8 * HOUR - 10 * MINUTE)


def test_who_is_signed_out_reads_why(time: Clock) -> None:
    learner = signed_in(an_account())
    learner.get("/accounts/")
    time.forward(30 * MINUTE)
    page = learner.get("/accounts/", follow=True).content.decode()
    assert "You were signed out, because nothing happened here for 30 minutes. Nothing is lost." in page


def test_asvs_7_4_1_what_is_over_is_over_on_the_server(time: Clock) -> None:
    learner = signed_in(an_account())
    learner.get("/accounts/")
    cookie = learner.cookies["sessionid"].value
    time.forward(30 * MINUTE)
    learner.get("/accounts/")
    time.forward(-30 * MINUTE)
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert not _is_signed_in(thief)


def test_asvs_7_2_4_every_sign_in_has_a_fresh_key(client: Client) -> None:
    account = an_account()
    account.set_password(PASSWORD)
    account.save()
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = "by somebody who wants to know the key"
    session.save()
    client.cookies["sessionid"] = planted = str(session.session_key)
    client.post("/accounts/login/", {"login": account.email, "password": PASSWORD})
    assert _is_signed_in(client) and client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not _is_signed_in(thief)


def test_asvs_7_4_3_a_new_password_ends_the_sessions_elsewhere() -> None:
    account = an_account()
    account.set_password(PASSWORD)
    account.save()
    here, elsewhere = signed_in(account), signed_in(account)
    new = "eight calm otters drifting"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    account.refresh_from_db()
    assert account.check_password(new)
    assert not _is_signed_in(elsewhere)
    assert Session.objects.count() <= 1  # what is left knows that somebody is signed out, and of whom nothing


def test_asvs_7_4_2_disabling_an_account_ends_its_sessions_for_good() -> None:
    account, other = an_account(), an_account()
    ended, kept = signed_in(account), signed_in(other)
    account.is_active = False
    account.save()
    account.is_active = True
    account.save()
    assert (_is_signed_in(ended), _is_signed_in(kept)) == (False, True)


def test_a_session_met_while_its_account_is_disabled_does_not_come_alive_again() -> None:
    account = an_account()
    browser = signed_in(account)
    type(account).objects.filter(pk=account.pk).update(is_active=False)
    assert not _is_signed_in(browser)
    type(account).objects.filter(pk=account.pk).update(is_active=True)
    assert not _is_signed_in(browser)


def test_asvs_7_2_3_a_row_of_a_stolen_database_is_no_cookie() -> None:
    signed_in(an_account())
    for stolen in Session.objects.values_list("session_key", flat=True):
        thief = Client()
        thief.cookies["sessionid"] = stolen
        assert not _is_signed_in(thief)


def test_asvs_3_3_1_cookies_are_for_this_site_alone(settings: Settings) -> None:
    browser = signed_in(an_account(password="usable"))
    browser.get("/accounts/")
    browser.get("/accounts/password/change/")
    for name in ("sessionid", "csrftoken"):
        cookie = browser.cookies[name]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert browser.cookies["csrftoken"]["httponly"]
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY) == (True, True)


def test_asvs_3_3_3_on_https_cookies_bear_the_prefix_that_ties_them_to_the_host(tmp_path: Path) -> None:
    ask = (
        "from sync_server.config import settings as s; "
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE)"
    )
    env = environment(COR_PUBLIC_URL="https://learn.example.org", COR_DATA=str(tmp_path))
    said = subprocess.run([sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.split() == ["__Host-sessionid", "True", "__Host-csrftoken", "True"]


def test_asvs_7_3_1_a_sign_in_of_the_program_opens_no_page_and_goes_on(client: Client) -> None:
    token = signed_in_session(Client(), an_account_with_password())
    client.cookies["sessionid"] = token
    assert client.get("/accounts/").status_code == 302
    machine = {"device": new_device_id()}
    headers = {"X-Session-Token": token}
    exchanged = Client().post("/api/v1/accounts/devices", machine, content_type="application/json", headers=headers)
    assert exchanged.status_code == 201
