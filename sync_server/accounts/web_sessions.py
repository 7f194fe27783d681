"""How long a session of the web pages lives, by role (ASVS 7.3.1, 7.3.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import ngettext_lazy

from sync_server.accounts import lifetimes, second_factor, session_rows
from sync_server.accounts.lifetimes import HOUR, MINUTE, Life
from sync_server.accounts.models import Role, User
from sync_server.accounts.roles import roles_of
from sync_server.accounts.session_store import SessionStore
from sync_server.common import clock

BEGAN, SEEN = "cor_began", "cor_seen"
OF_THE_PROGRAM = "cor_program"
"""In a session that is a sign-in under way in the program (sign_ins.py): no cookie opens it."""
_NOTES_PER_IDLE = 60
"""Use is noted this many times per idle period, so that most pages write no session."""


LEARNER = Life(30 * MINUTE, 12 * HOUR)
"""Seconds a learner's session may rest, and may live at all. Those of staff live as long as their tokens."""


def life_of(account: User) -> Life:
    """How long sessions of this account live."""
    if account.is_superuser or Role.ADMINISTRATOR in roles_of(account):
        return lifetimes.ADMINISTRATOR
    return lifetimes.STAFF if second_factor.is_demanded_of(account) else LEARNER


class Lifetimes:
    """Ends a session that rested or lived for too long, before anything is shown to whoever holds it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; a session that is over is answered as nobody's."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _check(request)
        response = self.get_response(request)
        if request.session.accessed:
            _note_use(request)
        return response


def connect() -> None:
    """End the sessions of an account when it is disabled (ASVS 7.4.2)."""
    post_save.connect(_end_of_disabled, sender=User, dispatch_uid="accounts.end_sessions_of_disabled")


def _end_of_disabled(instance: User, created: bool, **_: Any) -> None:
    if not created and not instance.is_active:
        session_rows.end_all(instance)


def _check(request: HttpRequest) -> None:
    if OF_THE_PROGRAM in request.session:
        request.session = SessionStore()
    _end_if_over(request)


def _end_if_over(request: HttpRequest) -> None:
    if isinstance(request.user, User):
        reason = _why_over(request, life_of(request.user), clock.now())
        if reason:
            logout(request)
            messages.info(request, cast(str, reason))  # a promise: in which language it is shown is decided behind this
    elif SESSION_KEY in request.session:
        # Its account is disabled or its password has changed: it must not come alive again with the account.
        request.session.flush()


def _why_over(request: HttpRequest, life: Life, now: int) -> str | Promise:
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    if now - seen >= life.idle:
        return _rested(life.idle // MINUTE)
    return _lived(life.absolute // HOUR) if now - began >= life.absolute else ""


def _rested(minutes: int) -> Promise:
    said = ngettext_lazy(
        "You were signed out, because nothing happened here for {number} minute. Nothing is lost.",
        "You were signed out, because nothing happened here for {number} minutes. Nothing is lost.",
        minutes,
    )
    return format_lazy(said, number=minutes)


def _lived(hours: int) -> Promise:
    said = ngettext_lazy(
        "You were signed out, because a sign-in lasts {number} hour. Nothing is lost.",
        "You were signed out, because a sign-in lasts {number} hours. Nothing is lost.",
        hours,
    )
    return format_lazy(said, number=hours)


def _note_use(request: HttpRequest) -> None:
    if not isinstance(request.user, User):
        return
    now, session = clock.now(), request.session
    if BEGAN not in session:
        session[BEGAN] = session[SEEN] = now
    elif now - session[SEEN] >= life_of(request.user).idle // _NOTES_PER_IDLE:
        session[SEEN] = now
