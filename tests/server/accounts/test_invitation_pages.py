from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sync_server.accounts.models import Invitation, Role, User
from sync_server.accounts.roles import roles_of
from tests.factories.server import PASSWORD, an_account
from tests.factories.staff import signed_in
from tests.server.accounts.test_invitations import an_invitation

pytestmark = pytest.mark.django_db

ADA = {"first_name": "Ada", "last_name": "Lovelace", "password": PASSWORD, "again": PASSWORD, "policy_version": "1"}


def _page(client: Client, code: str, **sent: str) -> Any:
    address = f"/accounts/invitation/{code}/"
    return client.post(address, sent) if sent else client.get(address)


def test_opening_the_link_changes_nothing(client: Client) -> None:
    code = an_invitation("ada@example.org", Role.SUPPORT)
    page = _page(client, code).content.decode()
    assert "as support" in page and "ada@example.org" in page
    assert (User.objects.count(), Invitation.objects.get().accepted_at) == (0, None)


def test_who_accepts_is_signed_in_and_led_to_the_second_factor(client: Client) -> None:
    response = _page(client, an_invitation("ada@example.org", Role.ADMINISTRATOR), **ADA)
    assert response.url == "/accounts/"
    assert client.get("/accounts/", follow=True).request["PATH_INFO"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200  # without the password once more


def test_a_learner_who_accepts_needs_no_second_factor(client: Client) -> None:
    _page(client, an_invitation(), **ADA)
    assert "Ada Lovelace" in client.get("/accounts/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"password": "short", "again": "short"}, "short"),
        ({"again": "something else altogether"}, "The two passwords are not the same."),
        ({"first_name": ""}, "This field is required."),
        ({"policy_version": ""}, "Please read the privacy policy and tick the box."),
        ({"policy_version": "99"}, "The privacy policy has changed."),
        ({"last_name": "12"}, "Please fill in your last name."),
    ],
)
def test_what_is_not_right_is_said_and_can_be_mended(client: Client, changed: dict[str, str], sentence: str) -> None:
    code = an_invitation()
    page = _page(client, code, **(ADA | changed)).content.decode()
    assert sentence in page and 'role="alert"' in page
    assert PASSWORD not in page
    assert _page(client, code, **ADA).status_code == 302


def test_an_invitation_that_was_used_says_what_to_do(client: Client) -> None:
    code = an_invitation()
    _page(client, code, **ADA)
    response = _page(Client(), code)
    assert (response.status_code, "It was used before" in response.content.decode()) == (404, True)


def test_an_address_that_has_an_account_is_asked_to_sign_in(client: Client) -> None:
    account = an_account(email="ada@example.org")
    code = an_invitation("ada@example.org", Role.SUPPORT)
    assert "You have an account already" in _page(client, code).content.decode()
    assert "You have an account already" in _page(client, code, **ADA).content.decode()
    assert roles_of(account) == frozenset()


def test_somebody_else_who_is_signed_in_cannot_accept() -> None:
    account, other = an_account(email="ada@example.org"), an_account()
    code = an_invitation("ada@example.org", Role.SUPPORT)
    _page(signed_in(other), code, accept="yes")
    assert roles_of(account) == roles_of(other) == frozenset()


def test_its_owner_accepts_and_signs_in_anew() -> None:
    account = an_account(email="ada@example.org")
    browser, code = signed_in(account), an_invitation("ada@example.org", Role.SUPPORT)
    assert "Accept the invitation?" in _page(browser, code).content.decode()
    assert _page(browser, code, accept="yes").url == "/accounts/login/"
    assert roles_of(account) == {Role.SUPPORT}
    assert browser.get("/accounts/").status_code == 302


def test_who_was_signed_in_as_somebody_else_is_so_no_more(client: Client) -> None:
    browser = signed_in(an_account())
    _page(browser, an_invitation(), **ADA)
    assert "Ada Lovelace" in browser.get("/accounts/").content.decode()
