from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from sync_server.accounts.mfa_adapter import MfaAdapter
from tests.factories.server import an_account
from tests.factories.staff import an_administrator, code_of, signed_in, with_second_factor

pytestmark = pytest.mark.django_db


def test_asvs_11_4_2_secrets_of_second_factors_are_sealed_in_the_database() -> None:
    account = an_account()
    secret = with_second_factor(account)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    totp = Authenticator.objects.get(user=account, type="totp")
    assert MfaAdapter().decrypt(totp.data["secret"]) == secret
    assert totp.wrap().validate_code(code_of(secret))


def test_the_only_second_factor_of_staff_stays() -> None:
    totp = Authenticator.objects.get(user=an_administrator(), type="totp")
    assert not MfaAdapter().can_delete_authenticator(totp)


def test_one_of_two_may_go() -> None:
    account = an_administrator()
    Authenticator.objects.create(user=account, type="webauthn", data={})
    assert MfaAdapter().can_delete_authenticator(Authenticator.objects.get(user=account, type="totp"))


def test_a_learners_may_always_go() -> None:
    account = an_account()
    with_second_factor(account)
    assert MfaAdapter().can_delete_authenticator(Authenticator.objects.get(user=account, type="totp"))


def test_staff_read_why_it_stays() -> None:
    staff = signed_in(an_administrator())
    _reauthenticate(staff)
    page = staff.get("/accounts/2fa/totp/deactivate/").content.decode()
    assert "this is the only one you have" in page and "Remove it</button>" not in page


def test_apps_and_browsers_show_the_name_of_the_server(settings: Settings) -> None:
    from allauth.core import context

    settings.COR_SERVER_NAME = "COR at Cedar Valley"
    with context.request_context(RequestFactory().get("/", headers={"host": "localhost:8765"})):
        assert MfaAdapter().get_totp_issuer() == "COR at Cedar Valley"
        assert MfaAdapter().get_public_key_credential_rp_entity() == {"id": "localhost", "name": "COR at Cedar Valley"}


def test_keys_are_numbered() -> None:
    account = an_account()
    Authenticator.objects.create(user=account, type="webauthn", data={})
    assert MfaAdapter().generate_authenticator_name(account, Authenticator.Type.WEBAUTHN) == "Security key 2"


def _reauthenticate(client: object) -> None:
    from django.test import Client

    assert isinstance(client, Client)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["reauthenticated"] = True
    session.save()
