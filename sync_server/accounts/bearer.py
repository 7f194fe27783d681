"""How an endpoint of any app asks for a device's token: `@router.get(..., auth=Bearer())`, then `session(request)`."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from ninja.security.http import HttpAuthBase

from sync_server.accounts import tokens
from sync_server.accounts.tokens import Session
from sync_server.common import clock


class Bearer(HttpAuthBase):
    """Accepts `Authorization: Bearer <token>`. Anything else is refused as sign_in_again."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Session:
        """The session the token stands for; ninja keeps it as `request.auth`."""
        now = clock.now()
        found = tokens.session_of(request.headers.get("Authorization", ""), now)
        tokens.note_use(found, now)
        return found


def session(request: HttpRequest) -> Session:
    """The session of a request that passed Bearer."""
    return cast(Session, request.auth)  # type: ignore[attr-defined]  # ninja sets it
