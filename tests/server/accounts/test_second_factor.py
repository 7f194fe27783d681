from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory

from sync_server.accounts import registry, second_factor
from sync_server.accounts.models import Role, User
from sync_server.accounts.sign_ins import Finished
from sync_server.audit.models import Entry
from sync_server.common.refusals import Refused
from tests.factories.mails import waiting_mails
from tests.factories.server import PASSWORD, Device, an_account, signed_in_session
from tests.factories.staff import an_administrator, code_of, signed_in, with_second_factor

pytestmark = pytest.mark.django_db

STAFF_PAGES = ["/admin/", "/admin/audit/entry/", "/accounts/", "/accounts/password/change/", "/no-such-page"]


@pytest.fixture
def password_only() -> Client:
    """A browser in which staff without a second factor are signed in."""
    client = Client()
    client.force_login(an_account(is_staff=True))
    return client


def _with_password(account: User) -> User:
    account.set_password(PASSWORD)
    account.save()
    return account


def _sign_in(client: Client, account: User) -> Any:
    return client.post("/accounts/login/", {"login": account.email, "password": PASSWORD})


def _guess(client: Client, code: str) -> str:
    return str(client.post("/accounts/2fa/authenticate/", {"code": code}).content.decode())


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_asvs_6_3_3_staff_without_a_second_factor_are_led_to_its_setup(password_only: Client, address: str) -> None:
    response: Any = password_only.get(address)
    assert (response.status_code, response.url) == (302, "/accounts/2fa/")
    assert "Set up a second factor" in password_only.get(response.url).content.decode()


@pytest.mark.parametrize("address", STAFF_PAGES)
def test_asvs_6_3_3_a_session_that_did_not_show_the_second_factor_opens_nothing(address: str) -> None:
    client = Client()
    client.force_login(an_administrator())
    assert client.get(address).headers["Location"].startswith("/accounts/2fa/reauthenticate/?next=")
    assert client.post(address).headers["Location"] == "/accounts/2fa/reauthenticate/"


def test_asvs_6_3_3_who_has_one_already_cannot_set_up_another_instead_of_showing_it() -> None:
    client = Client()
    client.force_login(an_administrator())
    for address in ("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        assert client.get(address).headers["Location"].startswith("/accounts/2fa/reauthenticate/")


@pytest.mark.parametrize("address", ["/", "/verify/", "/policy/", "/accounts/logout/"])
def test_pages_for_everybody_stay_open(password_only: Client, address: str) -> None:
    assert password_only.get(address).status_code == 200


def test_the_second_factor_opens_the_session_that_shows_it(client: Client) -> None:
    account = _with_password(an_account(is_staff=True, is_superuser=True))
    secret = with_second_factor(account)
    assert _sign_in(client, account).url == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_session_from_before_the_second_factor_opens_once_it_is_shown(client: Client) -> None:
    account = an_account(is_staff=True, is_superuser=True)
    client.force_login(account)
    secret = with_second_factor(account)
    shown = client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret), "next": "/admin/"})
    assert (shown.headers["Location"], client.get("/admin/").status_code) == ("/admin/", 200)


def test_asvs_7_5_3_the_password_once_more_is_no_second_factor(client: Client) -> None:
    account = _with_password(an_administrator())
    client.force_login(account)
    answer: Any = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.url == "/accounts/2fa/reauthenticate/"
    assert "use your password" not in client.get(answer.url).content.decode()
    assert client.get("/admin/").status_code == 302


def test_whoever_sets_one_up_has_shown_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # The test's own transaction never commits.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())
    account = _with_password(an_account(is_staff=True, is_superuser=True))
    _sign_in(client, account)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    code = code_of(client.session["mfa.totp.secret"])
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).headers["Location"].endswith("/recovery-codes/")
    assert client.get("/admin/").status_code == 200
    assert Entry.objects.filter(act="second_factor.added", reason="totp").count() == 1


def test_a_recovery_code_stands_in_once(client: Client) -> None:
    account = _with_password(an_administrator())
    code = Authenticator.objects.get(user=account, type="recovery_codes").wrap().get_unused_codes()[0]
    _sign_in(client, account)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200
    assert Entry.objects.filter(act="second_factor.used_recovery").count() == 1
    again = Client()
    _sign_in(again, account)
    assert "does not fit" in again.post("/accounts/2fa/authenticate/", {"code": code}).content.decode()


def test_asvs_6_1_1_codes_are_not_guessed_and_only_who_has_the_password_can_use_up_the_tries(
    client: Client, time: Any
) -> None:
    account = _with_password(an_account(is_staff=True, is_superuser=True))
    secret = with_second_factor(account)
    _sign_in(client, account)
    answers = [_guess(client, "000000") for _ in range(6)]
    assert ["does not fit" in page for page in answers] == [True] * 5 + [False]
    _guess(client, code_of(secret))
    assert client.get("/admin/").status_code == 302
    another = Client(REMOTE_ADDR="203.0.113.7")
    _sign_in(another, account)
    assert "too many failed tries" in _guess(another, code_of(secret))


def test_asvs_6_4_3_a_new_password_does_not_open_what_the_second_factor_guards(client: Client) -> None:
    account = _with_password(an_administrator())
    session = client.session
    session["account_password_reset_verification"] = {
        "at": 9e9, "failed_attempts": 0, "resend_count": 0, "change_count": 0, "email": account.email,
        "user_id": str(account.pk), "code": "ABCD2345", "code_confirmed": True,
    }  # fmt: skip
    session.save()
    new = "eight calm otters drifting"
    client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})
    account.refresh_from_db()
    assert account.check_password(new)
    asked: Any = client.post("/accounts/login/", {"login": account.email, "password": new})
    assert (asked.url, client.get("/admin/").status_code) == ("/accounts/2fa/authenticate/", 302)


def test_a_learner_needs_none(device: Device) -> None:
    assert signed_in(User.objects.get(pk=device.account)).get("/accounts/").status_code == 200


def test_staff_are_known_by_role_too() -> None:
    account = an_account()
    account.roles.create(role=Role.SUPPORT)
    assert second_factor.is_demanded_of(account)


def test_whoever_manages_others_needs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    account = an_account()
    assert not second_factor.is_demanded_of(account)
    monkeypatch.setattr(registry, "manages_others", [lambda number: number == account.pk])
    assert second_factor.is_demanded_of(account)


def test_recovery_codes_alone_are_no_second_factor() -> None:
    account = an_administrator()
    Authenticator.objects.filter(user=account).exclude(type="recovery_codes").delete()
    assert not second_factor.is_set_up(account)


def test_asvs_6_3_3_staff_without_one_sign_no_device_in_either(client: Client) -> None:
    account = _with_password(an_account(is_staff=True))
    token = signed_in_session(client, account)
    with pytest.raises(Refused) as refused:
        Finished().authenticate(RequestFactory().get("/"), token)
    assert "needs a second factor" in refused.value.message


def test_staff_who_showed_it_sign_a_device_in(client: Client) -> None:
    account = _with_password(an_account(is_staff=True))
    secret = with_second_factor(account)
    under_way = "/_allauth/app/v1/auth"
    sent: dict[str, Any] = {"content_type": "application/json"}
    asked = client.post(f"{under_way}/login", {"email": account.email, "password": PASSWORD}, **sent)
    token = asked.json()["meta"]["session_token"]
    headers = {"X-Session-Token": token}
    shown = client.post(f"{under_way}/2fa/authenticate", {"code": code_of(secret)}, headers=headers, **sent)
    token = shown.json()["meta"].get("session_token", token)
    assert Finished().authenticate(RequestFactory().get("/"), token).account == account


def test_who_lost_theirs_is_signed_out_told_and_sets_up_another() -> None:
    account = an_administrator()
    browser = signed_in(account)
    second_factor.forget(account, "command line", "came to the office with a passport")
    assert (second_factor.is_set_up(account), browser.get("/admin/").status_code) == (False, 302)
    assert [mail.to for mail in waiting_mails()] == [[account.email]]
    assert Entry.objects.get(act="second_factor.removed").reason == "came to the office with a passport"
