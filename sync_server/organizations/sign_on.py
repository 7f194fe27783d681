"""An organization's own sign-in: setting it up, and membership for whoever comes through it."""

from __future__ import annotations

from django.db import transaction

from sync_server.accounts import queries as accounts
from sync_server.accounts.single_sign_on import clients
from sync_server.accounts.single_sign_on.clients import Client
from sync_server.audit import domain as audit
from sync_server.organizations import domain
from sync_server.organizations.models import Organization


def set_up(slug: str, client: Client, actor: str) -> Organization:
    """Let an organization's people sign in at its identity provider. Raises ValueError with a sentence."""
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise ValueError(f"There is no organization with the short name {slug}.")
    with transaction.atomic():
        organization.identity_provider = clients.set_up(slug, organization.name, client)
        organization.save(update_fields=["identity_provider"])
        provider = organization.identity_provider_id
        audit.record(actor, "sign_on.set_up", f"organization {organization.pk}", f"identity provider {provider}")
    return organization


def join(account: int, provider: int) -> None:
    """Make an account a member of the organization whose identity provider it was just joined to."""
    person = accounts.account_by_id(account)
    for organization in Organization.objects.filter(identity_provider=provider):
        domain.add_member(organization, person, f"account {account}")
