"""What can be done with organizations and their members. Every change of a role is written to the audit, as ids.

Not decided here: what a member did before joining is shown to an organization only with the learner's consent, and
what is done after leaving is not shown at all. `queries` gives members; whoever shows their progress asks for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from sync_server.accounts import roles
from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.organizations.models import Group, MemberRole, Membership, Organization

if TYPE_CHECKING:
    from sync_server.accounts.models import User


class NameTaken(Exception):
    """There is an organization, or a group in it, of that name already."""


class ForeignGroup(Exception):
    """A group belongs to another organization than the membership."""


def make_organization(name: str, slug: str, actor: str) -> Organization:
    """Make an organization without members. Raises NameTaken."""
    try:
        with transaction.atomic():
            organization = Organization.objects.create(name=name, slug=slug)
            audit.record(actor, "organization.made", _name(organization))
    except IntegrityError:
        raise NameTaken from None
    return organization


def make_group(organization: Organization, name: str) -> Group:
    """Make a group in an organization. Raises NameTaken."""
    try:
        with transaction.atomic():
            return Group.objects.create(organization=organization, name=name)
    except IntegrityError:
        raise NameTaken from None


def add_member(
    organization: Organization, account: User, actor: str, role: MemberRole = MemberRole.LEARNER
) -> Membership:
    """Let an account take part in an organization. A member already stays as they are."""
    with transaction.atomic():
        membership, is_new = Membership.objects.get_or_create(
            organization=organization, account=account, left=None, defaults={"role": role}
        )
        if is_new:
            if role == MemberRole.MANAGER:
                roles.end_sign_ins(account)
            _record(membership, "membership.begun", actor)
    return membership


def change_role(membership: Membership, role: MemberRole, actor: str) -> None:
    """Let a member be something else in the organization from now on."""
    if membership.role == role:
        return
    with transaction.atomic():
        membership.role = role
        membership.save(update_fields=["role"])
        roles.end_sign_ins(membership.account)
        _record(membership, "membership.role_changed", actor)


def leave(membership: Membership, actor: str) -> None:
    """End a membership: from now on nothing new of this account is shown to the organization, nor the reverse."""
    if membership.left is not None:
        return
    with transaction.atomic():
        membership.left = clock.now_datetime()
        membership.save(update_fields=["left"])
        membership.groups.clear()
        _record(membership, "membership.ended", actor)


def set_groups(membership: Membership, groups: Iterable[Group], actor: str) -> None:
    """Put a member into these groups and no others. Raises ForeignGroup."""
    wanted = sorted(groups, key=lambda group: group.pk)
    if any(group.organization_id != membership.organization_id for group in wanted):
        raise ForeignGroup
    with transaction.atomic():
        membership.groups.set(wanted)
        _record(membership, "membership.groups_changed", actor, [f"group {group.pk}" for group in wanted])


def _record(membership: Membership, act: str, actor: str, more: Iterable[str] = ()) -> None:
    object = f"account {membership.account_id} in organization {membership.organization_id}"
    audit.record(actor, act, object, ", ".join([str(membership.role), *more]))


def _name(organization: Organization) -> str:
    return f"organization {organization.pk}"
