"""Single sign-on: which identity providers there are, and what follows when an account is first joined to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.db.models.signals import post_save
from django.http import HttpRequest

from sync_server.accounts.registry import on_single_sign_on
from sync_server.accounts.single_sign_on import secret
from sync_server.accounts.single_sign_on.identity_provider import OrganizationProvider, is_safe
from sync_server.audit import domain as audit

KIND = OrganizationProvider.id
_NAME = 40
"""Characters of a name that allauth's table holds; the whole name stands beside it."""


@dataclass(frozen=True, slots=True)
class Client:
    """How we are known to an identity provider: its issuer (an address), our id there, our secret there."""

    issuer: str
    id: str
    secret: str

    def __repr__(self) -> str:
        return f"Client({self.issuer!r}, {self.id!r})"


def offered() -> list[dict[str, str]]:
    """Where people may sign in: `id` for the address of its sign-in, `name` for people; by name."""
    rows = SocialApp.objects.filter(provider=KIND)
    return sorted(({"id": row.provider_id, "name": name_of(row)} for row in rows), key=lambda each: each["name"])


def name_of(row: SocialApp) -> str:
    """Whose identity provider it is, as people read it."""
    return str(row.settings.get("name", row.name))


def provider(request: HttpRequest, id: str) -> OrganizationProvider:
    """The identity provider of that id, for one request. Raises SocialApp.DoesNotExist."""
    return OrganizationProvider(request, app=SocialApp.objects.get(provider=KIND, provider_id=id))


def set_up(id: str, name: str, client: Client) -> SocialApp:
    """Keep an identity provider, in place of the one of that id. Raises ValueError with a sentence."""
    if not is_safe(client.issuer):
        raise ValueError("The issuer must be an address that begins with https:// (as the identity provider shows it).")
    if not client.id or not client.secret:
        raise ValueError("The identity provider gives a client id and a secret; neither may be empty.")
    if id == KIND:
        raise ValueError(f"{id} cannot be the short name of an organization with single sign-on.")
    settings = {"server_url": client.issuer, "name": name, "secret": secret.sealed(client.secret)}
    row: SocialApp = SocialApp.objects.update_or_create(
        provider=KIND, provider_id=id, defaults={"name": name[:_NAME], "client_id": client.id, "settings": settings}
    )[0]
    return row


def connect() -> None:
    """Listen to accounts being joined to an identity provider."""
    post_save.connect(_joined, sender=SocialAccount, dispatch_uid="accounts.single_sign_on")


def _joined(instance: SocialAccount, created: bool, **_: Any) -> None:
    if not created:
        return
    row = SocialApp.objects.get(provider=KIND, provider_id=instance.provider)
    audit.record(
        f"account {instance.user_id}", "sign_on.connected", f"account {instance.user_id}", f"identity provider {row.pk}"
    )
    for tell in on_single_sign_on:
        tell(instance.user_id, row.pk)
