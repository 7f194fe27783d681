from __future__ import annotations

from typing import Any

import pytest

from sync_server.accounts.registry import manages_others
from sync_server.organizations import domain, queries
from sync_server.organizations.models import MemberRole, Organization
from tests.factories.organizations import a_member, an_organization
from tests.factories.server import an_account

pytestmark = pytest.mark.django_db

LEARNER, FACILITATOR, MANAGER = MemberRole


class School:
    """An organization with two groups: in each a facilitator and a learner; and a manager beside."""

    def __init__(self) -> None:
        self.organization = an_organization()
        self.groups = [domain.make_group(self.organization, name) for name in ("Team 1", "Team 2")]
        self.learners = [a_member(self.organization, LEARNER, group) for group in self.groups]
        self.facilitators = [a_member(self.organization, FACILITATOR, group) for group in self.groups]
        self.manager = a_member(self.organization, MANAGER)

    def everybody(self) -> set[Any]:
        """All its memberships."""
        return {*self.learners, *self.facilitators, self.manager}


@pytest.fixture
def school() -> School:
    return School()


def _seen(actor: Any, organization: Any) -> set[Any]:
    return set(queries.members_visible_to(actor, organization))


def test_asvs_8_2_2_a_manager_sees_the_members_of_the_own_organization_only(school: School) -> None:
    other = School()
    manager = school.manager.account
    assert list(queries.organizations_managed_by(manager)) == [school.organization]
    assert _seen(manager, school.organization) == school.everybody()
    assert _seen(manager, other.organization) == set()


def test_asvs_8_2_2_a_facilitator_sees_the_learners_of_the_own_groups_only(school: School) -> None:
    facilitator = school.facilitators[0].account
    assert _seen(facilitator, school.organization) == {school.learners[0]}
    assert list(queries.groups_visible_to(facilitator, school.organization)) == [school.groups[0]]
    assert not queries.organizations_managed_by(facilitator).exists()


def test_asvs_8_2_1_everybody_else_sees_nobody(school: School) -> None:
    administrator = an_account(is_staff=True, is_superuser=True)
    others = [school.learners[0].account, an_account(), administrator]
    assert [_seen(each, school.organization) for each in others] == [set()] * 3
    assert not any(queries.groups_visible_to(each, school.organization).exists() for each in others)


def test_asvs_8_4_1_a_foreign_organization_and_a_missing_one_look_alike(school: School) -> None:
    stranger = School().manager.account
    missing = Organization(pk=10**9)
    assert _seen(stranger, school.organization) == _seen(stranger, missing) == set()
    assert not queries.groups_visible_to(stranger, missing).exists()


def test_after_leaving_nothing_is_seen_in_either_direction(school: School) -> None:
    manager, learner = school.manager.account, school.learners[0]
    domain.leave(learner, "account 1")
    assert learner not in _seen(manager, school.organization)
    domain.leave(school.manager, "account 1")
    assert (_seen(manager, school.organization), queries.organizations_managed_by(manager).exists()) == (set(), False)


def test_asvs_7_4_2_a_disabled_account_sees_nobody(school: School) -> None:
    manager = school.manager.account
    manager.is_active = False
    manager.save()
    assert (_seen(manager, school.organization), queries.organizations_managed_by(manager).exists()) == (set(), False)


def test_accounts_learn_who_manages_others(school: School) -> None:
    people = (school.manager, school.facilitators[0], school.learners[0])
    assert [any(manages(each.account_id) for manages in manages_others) for each in people] == [True, False, False]
