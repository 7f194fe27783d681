"""Who may see whom, always asked for an actor. What is not allowed is not in the answer (ASVS 8.2.2, 8.3.1, 8.4.1).

An organization that is not the actor's looks like one that does not exist: both give nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from sync_server.organizations.models import Group, MemberRole, Membership, Organization

if TYPE_CHECKING:
    from sync_server.accounts.models import User


def memberships_of(account: User) -> QuerySet[Membership]:
    """The memberships of an account that have not ended; none where the account is disabled."""
    present = Membership.objects.filter(left=None, account=account, account__is_active=True)
    return present.select_related("organization")


def organizations_managed_by(account: User) -> QuerySet[Organization]:
    """The organizations that an account manages."""
    managed = memberships_of(account).filter(role=MemberRole.MANAGER)
    return Organization.objects.filter(pk__in=managed.values("organization"))


def groups_visible_to(account: User, organization: Organization) -> QuerySet[Group]:
    """The groups of an organization: to its manager all, to a facilitator the own ones, to others none."""
    membership = _membership(account, organization)
    groups = Group.objects.filter(organization=organization)
    match membership.role if membership else None:
        case MemberRole.MANAGER:
            return groups
        case MemberRole.FACILITATOR:
            return groups.filter(memberships=membership)
    return groups.none()


def members_visible_to(account: User, organization: Organization) -> QuerySet[Membership]:
    """The present members of an organization that an account may see.

    A manager sees all, a facilitator the learners of the own groups, everybody else nobody.
    """
    membership = _membership(account, organization)
    present = present_members(organization)
    match membership.role if membership else None:
        case MemberRole.MANAGER:
            return present
        case MemberRole.FACILITATOR:
            own = groups_visible_to(account, organization)
            return present.filter(
                role=MemberRole.LEARNER, pk__in=Membership.objects.filter(groups__in=own).values("pk")
            )
    return present.none()


def names_around(account: int) -> list[str]:
    """The names of the organizations that an account belongs to."""
    return list(
        Organization.objects.filter(memberships__account=account, memberships__left=None).values_list("name", flat=True)
    )


def manages(account: int) -> bool:
    """Tell whether the account of that id manages an organization: then it needs a second factor."""
    return Membership.objects.filter(left=None, account=account, role=MemberRole.MANAGER).exists()


def organizations() -> QuerySet[Organization]:
    """All organizations, by name; for staff."""
    return Organization.objects.all()


def present_members(organization: Organization) -> QuerySet[Membership]:
    """The members of an organization; for staff."""
    return Membership.objects.filter(organization=organization, left=None).select_related("account")


def _membership(account: User, organization: Organization) -> Membership | None:
    return memberships_of(account).filter(organization=organization).first()
