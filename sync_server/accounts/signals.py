"""What follows when somebody signs in, changes password or address, or is disabled: tokens end, the audit is told."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from allauth.core.internal.httpkit import is_headless_request
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cor_protocol.accounts import Ended
from sync_server.accounts import known_browsers, session_rows, tokens
from sync_server.accounts.models import Scope, User
from sync_server.audit import domain as audit
from sync_server.common import clock


def connect() -> None:
    """Listen to Django and allauth."""
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    signals.user_logged_in.connect(_remember_browser, dispatch_uid="accounts.remember_browser")
    signals.password_changed.connect(_password_changed, dispatch_uid="accounts.password_changed")
    signals.password_set.connect(_password_changed, dispatch_uid="accounts.password_set")
    signals.password_reset.connect(_password_reset, dispatch_uid="accounts.password_reset")
    signals.email_changed.connect(_email_changed, dispatch_uid="accounts.email_changed")
    post_save.connect(_saved, sender=User, dispatch_uid="accounts.end_tokens_of_disabled")


def _signed_in(user: User, request: HttpRequest | None = None, **_: object) -> None:
    _record(user, "sign_in.succeeded", "in the program" if request and _is_program(request) else "on the web")


def _remember_browser(user: User, request: HttpRequest, response: HttpResponseBase, **_: object) -> None:
    if not _is_program(request) and user.has_usable_password():  # without one there is nothing to guess, or wait for
        known_browsers.remember(request, response, user)


def _password_changed(user: User, **_: object) -> None:
    _end_what_the_password_opened(user)
    _record(user, "password.changed")


def _password_reset(user: User, **_: object) -> None:
    _end_what_the_password_opened(user)
    _record(user, "password.reset")


def _email_changed(user: User, from_email_address: object = None, **_: object) -> None:
    if from_email_address:  # None: the first address was confirmed
        _record(user, "email.changed")


def _saved(instance: User, created: bool, **_: Any) -> None:
    """Whoever is disabled is signed out everywhere (ASVS 7.4.2)."""
    if created or instance.is_active:
        return
    if tokens.end_all(instance.pk, Ended.ACCOUNT, clock.now()):
        audit.record("server", "session.ended", f"account {instance.pk}", "the account is disabled")


def _end_what_the_password_opened(user: User) -> None:
    # Append tokens stay: what was learned before still has a way home, and they open nothing.
    tokens.end_all(user.pk, Ended.PASSWORD, clock.now(), (Scope.FULL,))
    session_rows.end_all(user)


def _record(user: User, act: str, reason: str = "") -> None:
    audit.record(f"account {user.pk}", act, f"account {user.pk}", reason)


def _is_program(request: HttpRequest) -> bool:
    return hasattr(request, "allauth") and bool(is_headless_request(request))
