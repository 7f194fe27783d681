from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from sync_server.organizations.models import Group, MemberRole, Membership
from tests.factories.organizations import a_member, an_organization

pytestmark = pytest.mark.django_db


def test_each_is_shown_by_its_name_and_a_membership_by_its_role() -> None:
    organization = an_organization()
    membership = a_member(organization, MemberRole.MANAGER)
    assert str(organization) == organization.name
    assert str(Group(name="Team 7")) == "Team 7"
    assert str(membership) == f"Organization manager of {organization.pk}"


def test_the_database_holds_one_present_membership_of_an_account() -> None:
    membership = a_member(an_organization())
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(organization=membership.organization, account=membership.account)
