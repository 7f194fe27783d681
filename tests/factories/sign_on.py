"""An organization with its own sign-in, and the way of a browser through it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.factories.organizations import an_organization
from tests.fakes.lying_provider import CLIENT, SECRET, LyingProvider

LOGIN, BACK = "/accounts/oidc/{}/login/", "/accounts/oidc/{}/login/callback/"


def with_sign_on(provider: LyingProvider) -> Any:
    """An organization whose people sign in at this identity provider."""
    from sync_server.accounts.single_sign_on import clients
    from sync_server.organizations import sign_on

    organization = an_organization()
    return sign_on.set_up(organization.slug, clients.Client(provider.issuer, CLIENT, SECRET), "test")


def there_and_back(browser: Client, provider: LyingProvider, organization: Any, to: str = "") -> Any:
    """Go to the identity provider and come back from it; gives the server's answer to the way back."""
    away = browser.get(LOGIN.format(organization.slug) + (f"?next={to}" if to else ""))
    assert away.status_code == 302, away.content
    return browser.get(BACK.format(organization.slug) + provider.seen(away["Location"]))


def welcome(**changes: Any) -> dict[str, Any]:
    """What somebody new sends from the welcome page."""
    from sync_server.policies import queries

    return {
        "first_name": "Rosa",
        "last_name": "Diaz",
        "organization_type": "",
        "association": "",
        "policy_version": queries.newest_version(),
        **changes,
    }


def a_member_by_sign_on(browser: Client, provider: LyingProvider, organization: Any, to: str = "") -> Any:
    """Come for the first time and go through the welcome page; gives the account."""
    from sync_server.accounts.models import User

    assert there_and_back(browser, provider, organization, to)["Location"] == "/accounts/3rdparty/signup/"
    browser.post("/accounts/3rdparty/signup/", welcome())
    return User.objects.get(email="rosa@lakeside.example")
