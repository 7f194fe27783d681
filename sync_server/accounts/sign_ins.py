"""A sign-in under way: allauth's session, carried by the header X-Session-Token, until a device exchanges it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.headless.internal import sessionkit
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from ninja.security import APIKeyHeader

from sync_server.accounts.models import User
from sync_server.common.refusals import sign_in_again

HEADER = "X-Session-Token"


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
        account, session = found
        return FinishedSignIn(cast(User, account), session)


def finished(request: HttpRequest) -> FinishedSignIn:
    """The sign-in of a request that passed Finished."""
    return cast(FinishedSignIn, request.auth)  # type: ignore[attr-defined]  # ninja sets it
