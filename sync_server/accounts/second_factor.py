"""The second factor of staff: who must have one, whether a session passed it, and the gate before every page.

Only the records that allauth keeps in the session count (ASVS 6.3.3): a session that is signed in by the password
alone, or in any way to come, reaches nothing but the pages where the factor is set up or shown.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse

from sync_server.accounts import registry
from sync_server.accounts.languages import kept_of
from sync_server.accounts.models import User
from sync_server.accounts.roles import end_sign_ins, roles_of
from sync_server.audit import domain as audit
from sync_server.mail import domain as mail

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as one. Recovery codes stand in for one of these, and are none by themselves."""

FOR_EVERYBODY = frozenset({"landing", "verify", "verify-number", "policy", "account_logout", "account_reauthenticate"})
"""Pages that show and change nothing of anybody else, by the names of their addresses."""
WHERE_IT_IS_SHOWN = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
WHERE_IT_IS_SET_UP = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"})


def is_demanded_of(account: User) -> bool:
    """Tell whether an account sees other people's data, and therefore must have a second factor."""
    is_staff = account.is_staff or account.is_superuser or bool(roles_of(account))
    return is_staff or any(manages(account.pk) for manages in registry.manages_others)


def is_set_up(account: User) -> bool:
    """Tell whether an account has one."""
    return Authenticator.objects.filter(user=account, type__in=KINDS).exists()


def is_last(authenticator: Authenticator) -> bool:
    """Tell whether an account would be left without one if this were removed."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=KINDS)
    return authenticator.type in KINDS and not others.exclude(pk=authenticator.pk).exists()


def was_passed(session: SessionBase, account: User) -> bool:
    """Tell whether a session showed the second factor of an account."""
    holder: Any = SimpleNamespace(session=session)  # all that allauth asks of the request
    return any(record["method"] == "mfa" for record in get_authentication_records(holder, account))


def forget(account: User, actor: str, reason: str) -> None:
    """Take away a second factor that was lost: its owner is told, signed out, and sets up another one next time."""
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        audit.record(actor, "second_factor.removed", f"account {account.pk}", reason)
        end_sign_ins(account)
        mail.send("mfa/email/totp_deactivated", account.email, language=kept_of(account) or settings.LANGUAGE_CODE)


class Gate:
    """Lets an account that must have a second factor through once its session has passed it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to where the factor is shown or set up."""
        account = request.user
        if isinstance(account, User) and is_demanded_of(account) and not was_passed(request.session, account):
            return self._stop(request, account) or self.get_response(request)
        return self.get_response(request)

    def _stop(self, request: HttpRequest, account: User) -> HttpResponseBase | None:
        has_one = is_set_up(account)
        if _name_of(request) in FOR_EVERYBODY | (WHERE_IT_IS_SHOWN if has_one else WHERE_IT_IS_SET_UP):
            return None
        return HttpResponseRedirect(_where_to_show(request, account) if has_one else reverse("mfa_index"))


def connect() -> None:
    """Listen to what happens to second factors."""
    signals.authenticator_added.connect(_added, dispatch_uid="accounts.second_factor_added")
    signals.authenticator_removed.connect(_removed, dispatch_uid="accounts.second_factor_removed")
    signals.authenticator_used.connect(_used, dispatch_uid="accounts.second_factor_used")


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _where_to_show(request: HttpRequest, account: User) -> str:
    has_codes = Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN).exists()
    page = reverse("mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn")
    # What was sent is not repeated later: only pages are come back to.
    return f"{page}?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else page


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Whoever sets one up has just shown it, with a code or a touch."""
    if authenticator.type in KINDS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        _record(user, "second_factor.added", authenticator)


def _removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type in KINDS:
        _record(user, "second_factor.removed", authenticator)


def _used(user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _record(user, "second_factor.used_recovery", authenticator)


def _record(account: User, act: str, authenticator: Authenticator) -> None:
    audit.record(f"account {account.pk}", act, f"account {account.pk}", str(authenticator.type))
