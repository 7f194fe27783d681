"""What staff may do: roles, and the permissions that follow from them. Deny by default (ASVS 8.2.1)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from cor_protocol.accounts import Ended
from sync_server.accounts import session_rows, tokens
from sync_server.accounts.models import Role, Scope, StaffRole, User, normal_email
from sync_server.audit import domain as audit
from sync_server.common import clock

PERMISSIONS: dict[str, frozenset[str]] = {
    # Nothing by which a learner is known without a ticket, and tickets come later. Support checks a certificate where
    # everybody does, at /verify/, with the number and the last name that the caller gives.
    Role.SUPPORT: frozenset({"catalog.view_moduleversion"}),
    Role.PRIVACY_OFFICER: frozenset({"accounts.view_user", "audit.view_entry"}),
    # Everything: Django does not ask about superusers.
    Role.ADMINISTRATOR: frozenset(),
}
"""What each role may see in the admin, in Django's names. What is not here is refused."""


class LastAdministrator(Exception):
    """The role of the only administrator was about to be withdrawn: nobody could give it back."""

    def __init__(self) -> None:
        super().__init__(
            "This is the last administrator. Nothing was changed. Make another account an administrator first."
        )


class RolePermissions:
    """Gives permissions by role. It stands first and signs nobody in: allauth's backend does."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Nobody, whatever is shown."""

    def get_all_permissions(self, account: Any, obj: Any = None) -> set[str]:
        """What the roles of an account allow; on no single record."""
        return set() if obj is not None or not account.is_active else set(_permissions_of(account))

    def has_perm(self, account: Any, permission: str, obj: Any = None) -> bool:
        """True where a role allows it. Raises PermissionDenied otherwise, so that no later backend is asked."""
        return permission in self.get_all_permissions(account, obj) or _deny()

    def has_module_perms(self, account: Any, app: str) -> bool:
        """True where a role allows anything in an app. Raises PermissionDenied otherwise."""
        return any(each.startswith(f"{app}.") for each in self.get_all_permissions(account)) or _deny()


def roles_of(account: User) -> frozenset[Role]:
    """The roles of an account on this server."""
    return frozenset(Role(row.role) for row in StaffRole.objects.filter(account=account))


def granted(email: str = "") -> QuerySet[StaffRole]:
    """Who has which role, by address; of one account where `email` is given."""
    rows = StaffRole.objects.select_related("account").order_by("account__email", "role")
    return rows.filter(account__email=normal_email(email)) if email else rows


def grant(account: User, role: Role, actor: str, reason: str = "") -> None:
    """Give a role, write it to the audit, and end the account's sign-ins: the new ones last as the role demands."""
    with transaction.atomic():
        if StaffRole.objects.get_or_create(account=account, role=role)[1]:
            _changed(account, "role.granted", role, actor, reason)


def withdraw(account: User, role: Role, actor: str, reason: str = "") -> None:
    """Take a role back, write it to the audit, and end the account's sign-ins. Raises LastAdministrator."""
    with transaction.atomic():
        if role == Role.ADMINISTRATOR and _is_last_administrator(account):
            raise LastAdministrator
        if StaffRole.objects.filter(account=account, role=role).delete()[0]:
            _changed(account, "role.withdrawn", role, actor, reason)


def end_sign_ins(account: User) -> None:
    """End the full tokens and the web sessions of an account whose roles changed: new ones last as the roles demand.

    What was learned can still be sent: tokens that only append stay.
    """
    tokens.end_all(account.pk, Ended.ELSEWHERE, clock.now(), scopes=(Scope.FULL,))
    session_rows.end_all(account)


def _permissions_of(account: User) -> frozenset[str]:
    allowed = (PERMISSIONS[role] for role in roles_of(account))
    return frozenset[str]().union(*allowed)


def _deny() -> NoReturn:
    raise PermissionDenied


def _is_last_administrator(account: User) -> bool:
    # Locked, or two administrators could withdraw each other in the same moment.
    rows = StaffRole.objects.select_for_update().filter(role=Role.ADMINISTRATOR, account__is_active=True).order_by("pk")
    return [row.account_id for row in rows] == [account.pk]


def _changed(account: User, act: str, role: Role, actor: str, reason: str) -> None:
    roles = roles_of(account)
    account.is_staff, account.is_superuser = bool(roles), Role.ADMINISTRATOR in roles
    account.save(update_fields=["is_staff", "is_superuser"])
    end_sign_ins(account)
    audit.record(actor, act, f"account {account.pk}", f"{role.value}: {reason}" if reason else role.value)
