"""Staff for tests of the web pages, and what they read there."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.factories.server import an_account


def an_administrator() -> Any:
    """An account that may see everything in the admin."""
    return an_account(first_name="Ines", last_name="Admin", is_staff=True, is_superuser=True)


def signed_in(account: Any) -> Client:
    """A browser in which an account is signed in."""
    client = Client()
    client.force_login(account)
    return client


def text(client: Client, address: str) -> str:
    """What a page says, as HTML. The page must be there."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return str(response.content.decode())
