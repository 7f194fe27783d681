from __future__ import annotations

import pytest

from sync_server.accounts.single_sign_on.clients import Client, offered
from sync_server.audit.models import Entry
from sync_server.organizations import domain, sign_on
from sync_server.organizations.models import Membership
from tests.factories.organizations import an_organization
from tests.factories.server import an_account

pytestmark = pytest.mark.django_db
CLIENT = Client("https://id.example.org", "us", "planted-secret")


def test_an_organization_gets_its_own_sign_in_and_the_audit_says_so_without_the_secret() -> None:
    organization = sign_on.set_up(an_organization().slug, CLIENT, "command line")
    assert [each["name"] for each in offered()] == [organization.name]
    row = Entry.objects.latest("id")
    assert (row.actor, row.act, row.object) == ("command line", "sign_on.set_up", f"organization {organization.pk}")
    assert "planted-secret" not in row.reason


def test_an_organization_that_is_not_there_gets_none() -> None:
    with pytest.raises(ValueError, match="no organization"):
        sign_on.set_up("nobody", CLIENT, "command line")
    assert offered() == []


def test_only_the_organization_that_signs_somebody_in_gets_a_member() -> None:
    organization, account = sign_on.set_up(an_organization().slug, CLIENT, "command line"), an_account()
    an_organization()
    assert organization.identity_provider is not None
    sign_on.join(account.pk, organization.identity_provider.pk)
    assert [each.organization for each in Membership.objects.filter(account=account)] == [organization]


def test_whoever_is_a_member_already_stays_as_they_are() -> None:
    organization, account = sign_on.set_up(an_organization().slug, CLIENT, "command line"), an_account()
    assert organization.identity_provider is not None
    domain.add_member(organization, account, "command line")
    sign_on.join(account.pk, organization.identity_provider.pk)
    assert Membership.objects.filter(account=account).count() == 1
