"""A sign-in under way: allauth's session, carried by the header X-Session-Token, until a device exchanges it.

It is good once, and for an hour. A session of the web pages is none, nor the other way round: each ends by its own
rules (web_sessions.py), which nobody gets around by sending a cookie as this header.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.headless.internal import sessionkit
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyHeader

from cor_protocol.problems import Problem
from sync_server.accounts import second_factor
from sync_server.accounts.models import User
from sync_server.accounts.session_store import hash_of
from sync_server.accounts.web_sessions import OF_THE_PROGRAM
from sync_server.common.refusals import Refused, sign_in_again

HEADER = "X-Session-Token"
SECONDS = 3600
"""How long a sign-in under way may rest (ASVS 7.3.1); the codes that it waits for are over sooner."""
_SECOND_FACTOR_FIRST = _(
    "Your work on this server needs a second factor. Sign in on the server's own pages first and set it up there, "
    "then sign in here. Nothing on your computer is lost."
)


@dataclass(frozen=True, slots=True, repr=False)
class FinishedSignIn:
    """A sign-in whose every step is done, and whose it is."""

    account: User
    session: SessionBase

    def use_up(self) -> None:
        """End it. Raises Refused (sign_in_again) where somebody else did a moment ago: its token is good once."""
        # Taken in one statement, so that of two who come at the same moment one is too late.
        rows = Session.objects.filter(session_key=hash_of(self.session.session_key or ""))
        if rows.delete()[0] != 1:
            raise sign_in_again()


class Tokens(SessionTokenStrategy):
    """What allauth carries a sign-in under way by."""

    def create_session_token(self, request: HttpRequest) -> str:
        """The token of a sign-in that begins, or goes on under a new one."""
        request.session[OF_THE_PROGRAM] = True
        request.session.set_expiry(SECONDS)
        return str(super().create_session_token(request))

    def lookup_session(self, session_token: str) -> SessionBase | None:
        """The session of a token; None where it is over, or a browser's."""
        session = super().lookup_session(session_token)
        return session if session is not None and OF_THE_PROGRAM in session else None


class Finished(APIKeyHeader):
    """Accepts the token of a finished sign-in. Anything else is refused as sign_in_again, one under way too."""

    param_name = HEADER

    def authenticate(self, request: HttpRequest, key: str | None) -> FinishedSignIn:
        """The sign-in; ninja keeps it as `request.auth`. Raises Refused (sign_in_again)."""
        found = sessionkit.authenticate_by_x_session_token(key) if key else None
        if found is None:
            raise sign_in_again()
        account, session = cast(User, found[0]), found[1]
        if second_factor.is_demanded_of(account) and not second_factor.was_passed(session, account):
            raise Refused(Problem.SIGN_IN_AGAIN, str(_SECOND_FACTOR_FIRST))
        return FinishedSignIn(account, session)


def finished(request: HttpRequest) -> FinishedSignIn:
    """The sign-in of a request that passed Finished."""
    return cast(FinishedSignIn, request.auth)  # type: ignore[attr-defined]  # ninja sets it
