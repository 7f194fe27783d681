"""A sign-in under way: allauth's session, carried by the header X-Session-Token, until a device exchanges it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.headless.internal import sessionkit
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from ninja.security import APIKeyHeader

from cor_protocol.problems import Problem
from sync_server.accounts import second_factor
from sync_server.accounts.models import User
from sync_server.common.refusals import Refused, sign_in_again

HEADER = "X-Session-Token"
_SECOND_FACTOR_FIRST = (
    "Your work on this server needs a second factor. Sign in on the server's own pages first and set it up there, "
    "then sign in here. Nothing on your computer is lost."
)


@dataclass(frozen=True, slots=True, repr=False)
class FinishedSignIn:
    """A sign-in whose every step is done, and whose it is."""

    account: User
    session: SessionBase

    def end(self) -> None:
        """Forget it: its token must not be good a second time."""
        self.session.flush()


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
            raise Refused(Problem.SIGN_IN_AGAIN, _SECOND_FACTOR_FIRST)
        return FinishedSignIn(account, session)


def finished(request: HttpRequest) -> FinishedSignIn:
    """The sign-in of a request that passed Finished."""
    return cast(FinishedSignIn, request.auth)  # type: ignore[attr-defined]  # ninja sets it
