from __future__ import annotations

import pytest

from sync_server.audit import queries as audit
from sync_server.organizations import domain
from sync_server.organizations.models import MemberRole
from tests.factories.organizations import a_member, an_organization
from tests.factories.server import an_account
from tests.factories.staff import an_administrator, signed_in, text

pytestmark = pytest.mark.django_db


def test_an_organization_shows_its_groups_and_its_present_members_and_that_it_was_opened() -> None:
    organization = an_organization()
    group = domain.make_group(organization, "Team 7")
    a_member(organization, MemberRole.MANAGER, group, account=an_account(first_name="Mara", last_name="Manager"))
    gone = a_member(organization, account=an_account(first_name="Gone", last_name="Before"))
    domain.leave(gone, "account 1")
    page = text(signed_in(an_administrator()), f"/admin/organizations/organization/{organization.pk}/change/")
    assert [words in page for words in ("Team 7", "Mara Manager", "Organization manager", "Gone Before")] == [
        True,
        True,
        True,
        False,
    ]
    assert audit.entries_about(f"organization {organization.pk}")[0].act == "organization.opened"


def test_the_list_counts_who_is_there_now() -> None:
    organization = an_organization()
    a_member(organization)
    domain.leave(a_member(organization), "account 1")
    page = text(signed_in(an_administrator()), "/admin/organizations/organization/")
    assert organization.name in page and ">1<" in "".join(page.split())
