from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sync_server.accounts.models import DeviceToken, User
from sync_server.audit.models import Entry
from sync_server.mail.route import Console
from tests.factories.server import PASSWORD, Device, an_account, an_account_with_password
from tests.factories.staff import an_administrator, signed_in, text, with_second_factor

pytestmark = pytest.mark.django_db

ENTRANCES = ["login", "signup", "password/reset"]
AT_HOME = ["", "details", "email", "password/change", "logout", "2fa", "reauthenticate", "2fa/webauthn"]
GUARDED = ["2fa/totp/activate", "2fa/webauthn/add", "2fa/recovery-codes/generate"]


def _owner(device: Device) -> Client:
    return signed_in(User.objects.get(pk=device.account))


def _reauthenticated(account: User) -> Client:
    browser = signed_in(account)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def _is_well_made(page: str) -> bool:
    """One first heading, a label for every field that is seen, no script or style in the page itself."""
    fields = re.findall(r"<(?:input|select|textarea)(?![^>]*type=\"hidden\")[^>]*\bid=\"([^\"]+)\"", page)
    scripts = re.findall(r"<script(?![^>]*(?:\bsrc=|application/json))", page)
    labelled = all(f'for="{field}"' in page for field in fields)
    return (
        len(re.findall("<h1", page.partition('id="needs-cookies"')[2])) == 1
        and labelled
        and not (scripts or "style=" in page or "<style" in page or "onclick" in page)
    )


@pytest.mark.parametrize("page", ENTRANCES)
def test_the_entrances_are_ours_and_well_made(client: Client, page: str) -> None:
    response = client.get(f"/accounts/{page}/")
    assert "unsafe" not in response["Content-Security-Policy"]
    assert _is_well_made(response.content.decode())


@pytest.mark.parametrize("page", AT_HOME + GUARDED)
def test_the_pages_of_an_account_are_ours_and_well_made(page: str) -> None:
    browser = _reauthenticated(an_account_with_password())
    assert _is_well_made(text(browser, f"/accounts/{page}/".replace("//", "/")))


@pytest.mark.parametrize("page", ["2fa", "2fa/recovery-codes", "2fa/totp/deactivate", "2fa/recovery-codes/generate"])
def test_the_pages_of_a_second_factor_that_is_set_up_are_too(page: str) -> None:
    account = an_account_with_password()
    with_second_factor(account)
    assert _is_well_made(text(_reauthenticated(account), f"/accounts/{page}/"))


@pytest.mark.parametrize("page", AT_HOME + GUARDED)
def test_asvs_8_3_1_nobody_sees_them_without_signing_in(client: Client, page: str) -> None:
    assert client.get(f"/accounts/{page}/".replace("//", "/")).status_code == 302


@pytest.mark.parametrize(
    "page", ["login/code/", "login/code/confirm/", "phone/verify/", "3rdparty/", "2fa/trust/", "signup/passkey/"]
)
def test_what_is_not_used_is_not_there(client: Client, page: str) -> None:
    assert client.get(f"/accounts/{page}").status_code == 404


def test_m1_names_and_where_one_works_are_changed_on_the_page_too_and_tidied() -> None:
    account = an_account_with_password(first_name="Ada", last_name="King", organization_type="district")
    names = {"first_name": " Augusta  Ada ", "last_name": "Lovelace"}
    browser, said = signed_in(account), names | {"association": "NEA", "language": "en"}
    assert 'value="King"' in text(browser, "/accounts/details/")
    assert browser.post("/accounts/details/", said)["Location"] == "/accounts/"
    account.refresh_from_db()
    kept = (account.first_name, account.last_name, account.organization_type, account.association)
    assert kept == ("Augusta Ada", "Lovelace", "", "NEA")


@pytest.mark.parametrize("route", [None, Console()])
def test_a_mail_that_cannot_go_out_now_is_said_where_its_code_is_waited_for(
    client: Client, settings: Any, route: Console | None
) -> None:
    settings.COR_MAIL_ROUTE = route
    page = client.post("/accounts/password/reset/", {"email": "ada@example.org"}, follow=True).content.decode()
    assert ("held up at the moment" in page) == (route is None)


def test_who_has_read_the_policy_does_not_tick_again_because_something_else_is_wrong(client: Client) -> None:
    page = client.post("/accounts/signup/", {"first_name": "Ada", "policy_version": 1}).content.decode()
    assert "Some things are not right yet" in page and re.search(r'name="policy_version"[^>]* checked', page)
    assert not re.search(r'name="policy_version"[^>]* checked', text(client, "/accounts/signup/"))


def test_what_is_not_right_about_a_name_is_said_beside_it_and_nothing_is_changed() -> None:
    account = an_account_with_password(first_name="Ada", last_name="King")
    page = signed_in(account).post("/accounts/details/", {"first_name": "...", "last_name": "Lovelace"})
    assert "Please fill in your first name." in page.content.decode()
    account.refresh_from_db()
    assert (account.first_name, account.last_name) == ("Ada", "King")


def test_asvs_7_5_2_the_overview_shows_who_you_are_and_where_you_are_signed_in(device: Device) -> None:
    page = " ".join(text(_owner(device), "/accounts/").split())
    assert "Ada Lovelace" in page and "Computer with Linux<small>COR Desktop 0.1.0, last seen today</small>" in page


def test_asvs_7_4_5_its_owner_ends_a_device(device: Device) -> None:
    browser = _owner(device)
    number = DeviceToken.objects.values_list("device", flat=True).first()
    page = browser.post(f"/accounts/devices/{number}/end/", follow=True).content.decode()
    assert "That computer is signed out." in page and "Computer with Linux" not in page
    assert not DeviceToken.objects.filter(ended_at=None).exists()


def test_asvs_8_2_1_a_foreign_device_and_a_missing_one_look_alike(device: Device) -> None:
    stranger = signed_in(an_account())
    number = DeviceToken.objects.values_list("device", flat=True).first()
    answers = [stranger.post(f"/accounts/devices/{each}/end/") for each in (number, 999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert DeviceToken.objects.filter(ended_at=None).exists()


def test_nothing_is_ended_by_opening_an_address(device: Device) -> None:
    assert _owner(device).get("/accounts/devices/1/end/").status_code == 405


def test_asvs_7_4_5_the_other_browsers_are_ended() -> None:
    account = an_account()
    here, elsewhere = signed_in(account), signed_in(account)
    assert "1 other browser" in text(here, "/accounts/")
    here.post("/accounts/sessions/end/")
    assert (here.get("/accounts/").status_code, elsewhere.get("/accounts/").status_code) == (200, 302)
    assert Entry.objects.filter(act="session.ended", object=f"account {account.pk}").exists()


def test_the_only_key_of_staff_is_not_removed() -> None:
    account = an_account_with_password(is_staff=True)
    key = Authenticator.objects.create(user=account, type="webauthn", data={})
    browser = signed_in(account)
    response: Any = browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert (response.status_code, Authenticator.objects.filter(pk=key.pk).exists()) == (302, True)


def test_a_foreign_key_is_as_if_it_were_not_there() -> None:
    key = Authenticator.objects.create(user=an_administrator(), type="webauthn", data={})
    browser = _reauthenticated(an_account_with_password())
    assert browser.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404


def test_recovery_codes_are_saved_as_a_file_that_says_what_they_are() -> None:
    account = an_account_with_password()
    with_second_factor(account)
    response = _reauthenticated(account).get("/accounts/2fa/recovery-codes/download/")
    assert response["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(re.findall(r"^\d{8}$", response.content.decode(), re.MULTILINE)) == 10
    assert f"Recovery codes of {account.email}" in response.content.decode()


def test_a_wrong_password_is_said_at_the_field_it_belongs_to(client: Client) -> None:
    page = client.post("/accounts/login/", {"login": "ada@example.org", "password": "wrong"}).content.decode()
    assert 'role="alert"' in page and "wrong" not in page.replace("wrong.", "")


def test_somebody_who_registers_reads_the_policy_first(client: Client) -> None:
    page = text(client, "/accounts/signup/")
    assert 'href="/policy/"' in page and 'name="policy_version" value="1"' in page
    told = client.post("/accounts/signup/", {"first_name": "Ada"}).content.decode()
    assert "Please read the privacy policy and tick the box." in told


@pytest.mark.parametrize("address", ["/accounts/sessions/end/", "/accounts/devices/1/end/"])
def test_whoever_presses_a_button_after_the_session_was_over_comes_back_to_it_and_to_no_empty_page(
    client: Client, address: str
) -> None:
    assert client.post(address)["Location"] == "/accounts/login/?next=/accounts/"
