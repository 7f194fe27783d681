"""A browser is known by a signed cookie that opens nothing."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.signals import user_logged_in
from django.http import HttpResponse
from django.test import Client, RequestFactory

from sync_server.accounts import known_browsers
from sync_server.accounts.models import User
from tests.factories.server import PASSWORD, an_account, an_account_with_password

ADA, EVE = User(pk=7), User(pk=8)


def request(cookie: str = "") -> Any:
    asked = RequestFactory().get("/accounts/")
    asked.COOKIES[known_browsers.COOKIE] = cookie
    return asked


def cookie_for(account: User, before: str = "") -> Any:
    response = HttpResponse()
    known_browsers.remember(request(before), response, account)
    return response.cookies[known_browsers.COOKIE]


def test_a_browser_is_known_for_the_account_that_signed_in_there_and_keeps_its_number() -> None:
    cookie = cookie_for(ADA).value
    number = known_browsers.number_of(request(cookie), ADA)
    assert number and number == known_browsers.number_of(request(cookie_for(ADA, cookie).value), ADA)
    assert [known_browsers.number_of(request(cookie), each) for each in (EVE, None)] == ["", ""]


@pytest.mark.parametrize("cookie", ["", "7:abc", "\ud800", "x" * 5000, "WzcsIm4iXQ:1sABCD:forged"])
def test_a_forged_cookie_is_none(cookie: str) -> None:
    assert known_browsers.number_of(request(cookie), ADA) == ""


def test_the_cookie_goes_to_the_account_pages_only_and_no_script_reads_it(settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    cookie = cookie_for(ADA)
    kept = (cookie["path"], cookie["samesite"], cookie["httponly"], cookie["secure"], cookie["max-age"])
    assert kept == ("/accounts/", "Lax", True, True, 400 * 24 * 3600)


@pytest.mark.django_db
def test_the_cookie_alone_opens_nothing() -> None:
    account, browser, thief = an_account_with_password(), Client(), Client()
    browser.post("/accounts/login/", {"login": account.email, "password": PASSWORD})
    thief.cookies[known_browsers.COOKIE] = browser.cookies[known_browsers.COOKIE].value
    assert thief.get("/accounts/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["argon2$kept", "!"])
def test_whoever_has_no_password_gets_no_cookie_for_there_is_nothing_to_guess(password: str) -> None:
    account, response = an_account(password=password), HttpResponse()
    user_logged_in.send(User, request=RequestFactory().get("/"), response=response, user=account)
    assert bool(response.cookies) == (password != "!")
