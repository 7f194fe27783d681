from __future__ import annotations

import pytest

from sync_server.accounts import tokens
from sync_server.audit import queries as audit
from sync_server.common import clock
from sync_server.common.refusals import Refused
from sync_server.organizations import domain, queries
from sync_server.organizations.domain import ForeignGroup, NameTaken
from sync_server.organizations.models import MemberRole
from tests.factories.organizations import a_member, an_organization
from tests.factories.server import a_device, an_account

pytestmark = pytest.mark.django_db


def test_a_name_is_taken_once() -> None:
    organization = domain.make_organization("Lake School", "lake", "account 1")
    for name, slug in (("Lake School", "other"), ("Other", "lake")):
        with pytest.raises(NameTaken):
            domain.make_organization(name, slug, "account 1")
    domain.make_group(organization, "Team 7")
    with pytest.raises(NameTaken):
        domain.make_group(organization, "Team 7")


def test_every_change_of_a_membership_is_in_the_audit_as_ids() -> None:
    organization = an_organization()
    membership = a_member(organization, account=an_account(first_name="Unmistakable"))
    group = domain.make_group(organization, "Unmistakable team")
    domain.set_groups(membership, [group], "account 1")
    domain.change_role(membership, MemberRole.MANAGER, "account 2")
    domain.change_role(membership, MemberRole.MANAGER, "account 2")
    domain.leave(membership, "account 3")
    domain.leave(membership, "account 3")
    rows = audit.entries_about(f"account {membership.account_id} in organization {organization.pk}")
    assert [(row.actor, row.act, row.reason) for row in reversed(rows)] == [
        ("account 1", "membership.begun", "learner"),
        ("account 1", "membership.groups_changed", f"learner, group {group.pk}"),
        ("account 2", "membership.role_changed", "manager"),
        ("account 3", "membership.ended", "manager"),
    ]


def test_a_member_is_one_once_and_can_come_back() -> None:
    organization, account = an_organization(), an_account()
    first = a_member(organization, account=account)
    assert a_member(organization, MemberRole.MANAGER, account=account) == first
    domain.leave(first, "account 1")
    again = a_member(organization, account=account)
    assert (again != first, list(queries.memberships_of(account))) == (True, [again])


def test_who_leaves_leaves_the_groups_too() -> None:
    organization = an_organization()
    group = domain.make_group(organization, "Team 7")
    membership = a_member(organization, MemberRole.LEARNER, group)
    domain.leave(membership, "account 1")
    assert not group.memberships.exists()


def test_a_group_of_another_organization_is_refused() -> None:
    membership = a_member(an_organization())
    foreign = domain.make_group(an_organization(), "Team 7")
    with pytest.raises(ForeignGroup):
        domain.set_groups(membership, [foreign], "account 1")


@pytest.mark.parametrize(("role", "lives"), [(MemberRole.LEARNER, True), (MemberRole.MANAGER, False)])
def test_asvs_7_3_2_a_new_manager_signs_in_again_for_a_shorter_time(role: MemberRole, lives: bool) -> None:
    account = an_account(learner_id="a" * 26)
    device = a_device(account)
    a_member(an_organization(), role, account=account)
    assert _is_alive(device.token) == lives


def _is_alive(token: str) -> bool:
    try:
        tokens.session_of(f"Bearer {token}", clock.now())
    except Refused:
        return False
    return True
