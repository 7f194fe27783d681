from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, authenticate
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from sync_server.accounts import roles, tokens
from sync_server.accounts.models import DeviceToken, Role, Scope, User
from sync_server.accounts.roles import LastAdministrator, RolePermissions
from sync_server.audit import queries as audit
from sync_server.common import clock
from sync_server.common.refusals import Refused
from tests.factories.server import PASSWORD, Device, a_device, an_account
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db

SUPPORT, OFFICER, ADMINISTRATOR = Role.SUPPORT, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR


def _with(*given: Role) -> Any:
    account = an_account()
    for role in given:
        roles.grant(account, role, "command line")
    return account


def _is_alive(device: Device) -> bool:
    try:
        tokens.session_of(f"Bearer {device.token}", clock.now())
    except Refused:
        return False
    return True


def test_asvs_8_2_1_who_has_no_role_may_do_nothing() -> None:
    account = an_account()
    allowed = [
        account.has_perm("accounts.view_user"),
        account.has_module_perms("catalog"),
        *account.get_all_permissions(),
    ]
    assert allowed == [False, False]


def test_asvs_8_2_1_a_permission_beside_the_roles_is_not_asked_for() -> None:
    account = _with(SUPPORT)
    account.user_permissions.add(Permission.objects.get(codename="view_user"))
    assert not account.has_perm("accounts.view_user")


def test_support_sees_nothing_by_which_a_learner_is_known() -> None:
    assert _with(SUPPORT).get_all_permissions() == {"catalog.view_moduleversion"}


def test_a_privacy_officer_sees_learners_and_the_audit_and_changes_nothing() -> None:
    account = _with(OFFICER)
    assert account.get_all_permissions() == {"accounts.view_user", "audit.view_entry"}
    assert (account.has_perm("accounts.view_user"), account.has_perm("accounts.change_user")) == (True, False)
    assert (account.has_module_perms("audit"), account.has_module_perms("certificates")) == (True, False)


def test_two_roles_allow_what_either_allows() -> None:
    account = _with(SUPPORT, OFFICER)
    assert account.has_perm("catalog.view_moduleversion") and account.has_perm("audit.view_entry")


def test_an_administrator_may_do_everything_while_the_account_is_open() -> None:
    account = _with(ADMINISTRATOR)
    assert account.has_perm("certificates.change_credential")
    account.is_active = False
    assert not account.has_perm("certificates.change_credential")


def test_a_disabled_account_has_no_permission_left() -> None:
    account = _with(OFFICER)
    account.is_active = False
    assert (account.get_all_permissions(), account.has_perm("audit.view_entry")) == (set(), False)


def test_a_permission_on_a_single_record_is_never_given() -> None:
    with pytest.raises(PermissionDenied):
        RolePermissions().has_perm(_with(OFFICER), "accounts.view_user", an_account())


def test_nobody_signs_in_through_the_roles() -> None:
    account = an_account(email="ada@example.org")
    account.set_password(PASSWORD)
    account.save()
    backend = RolePermissions()
    backend.authenticate(None, email="ada@example.org", password=PASSWORD)
    assert not hasattr(backend, "get_user")
    found: Any = authenticate(None, email="ada@example.org", password=PASSWORD)
    assert (found, found.backend) == (account, "allauth.account.auth_backends.AuthenticationBackend")


def test_staff_and_superuser_follow_from_the_roles() -> None:
    account = _with(SUPPORT)
    seen = [(account.is_staff, account.is_superuser)]
    roles.grant(account, ADMINISTRATOR, "command line")
    seen.append((account.is_staff, account.is_superuser))
    _with(ADMINISTRATOR)
    roles.withdraw(account, ADMINISTRATOR, "command line")
    seen.append((account.is_staff, account.is_superuser))
    roles.withdraw(account, SUPPORT, "command line")
    account.refresh_from_db()
    assert [*seen, (account.is_staff, account.is_superuser)] == [
        (True, False),
        (True, True),
        (True, False),
        (False, False),
    ]


def test_every_change_of_a_role_is_in_the_audit_once() -> None:
    account = _with(SUPPORT)
    roles.grant(account, SUPPORT, "account 1", "again")
    roles.withdraw(account, SUPPORT, "account 1", "left the team")
    roles.withdraw(account, SUPPORT, "account 1")
    rows = [(entry.actor, entry.act, entry.reason) for entry in audit.entries_about(f"account {account.pk}")]
    assert rows == [
        ("account 1", "role.withdrawn", "support: left the team"),
        ("command line", "role.granted", "support"),
    ]


def test_the_last_administrator_cannot_be_withdrawn() -> None:
    account = _with(ADMINISTRATOR, SUPPORT)
    closed = _with(ADMINISTRATOR)
    closed.is_active = False
    closed.save()
    with pytest.raises(LastAdministrator, match="the last administrator"):
        roles.withdraw(account, ADMINISTRATOR, "command line")
    assert roles.roles_of(account) == {ADMINISTRATOR, SUPPORT}


def test_an_administrator_beside_another_can_be_withdrawn() -> None:
    account, other = _with(ADMINISTRATOR), _with(ADMINISTRATOR)
    roles.withdraw(account, ADMINISTRATOR, "command line")
    assert (roles.roles_of(account), roles.roles_of(other)) == (frozenset[str](), frozenset({ADMINISTRATOR}))


def test_asvs_7_3_2_a_new_role_ends_the_tokens_and_sessions_that_would_live_too_long(device: Device) -> None:
    account, stranger = _account_of(device), a_device()
    browser, other = signed_in(account), signed_in(an_account())
    roles.grant(account, SUPPORT, "command line")
    assert (_is_alive(device), _is_alive(stranger)) == (False, True)
    assert DeviceToken.objects.get(device__account=account, ended_at=None).scope == Scope.APPEND
    assert (browser.session.get(SESSION_KEY), SESSION_KEY in other.session) == (None, True)


def _account_of(device: Device) -> Any:
    return User.objects.get(pk=device.account)
