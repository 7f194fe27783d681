"""Staff for tests of the web pages, and what they read there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.test import Client

from tests.factories.server import an_account


def an_administrator(**fields: Any) -> Any:
    """An account that may see everything in the admin, with a second factor."""
    given = {"first_name": "Ines", "last_name": "Admin", "is_staff": True, "is_superuser": True, **fields}
    account = an_account(**given)
    account.roles.create(role="administrator")
    with_second_factor(account)
    return account


def with_second_factor(account: Any) -> str:
    """Give an account an authenticator app and recovery codes; gives the app's secret, for `code_of`."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def code_of(secret: str) -> str:
    """What an authenticator app with this secret shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    now = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, now[len(now) // 2]))


def signed_in(account: Any) -> Client:
    """A browser in which an account is signed in; that of staff has passed its second factor."""
    from sync_server.accounts import second_factor

    client = Client()
    client.force_login(account)
    if second_factor.is_demanded_of(account):
        if not second_factor.is_set_up(account):
            with_second_factor(account)
        _pass_second_factor(client, account)
    return client


def _pass_second_factor(client: Client, account: Any) -> None:
    from allauth.account.internal.flows.login import record_authentication

    session = client.session
    holder: Any = SimpleNamespace(session=session)
    record_authentication(holder, account, "mfa", type="totp")
    session.save()


def text(client: Client, address: str) -> str:
    """What a page says, as HTML. The page must be there."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return str(response.content.decode())
