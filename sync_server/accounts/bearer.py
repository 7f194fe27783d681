"""How an endpoint of any app asks for a device's token: `@router.get(..., auth=Bearer())`, then `session(request)`."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from ninja.security.http import HttpAuthBase

from cor_protocol.accounts import Ended
from sync_server.accounts import tokens
from sync_server.accounts.tokens import Session
from sync_server.common import clock
from sync_server.common.refusals import sign_in_again


class Bearer(HttpAuthBase):
    """Accepts `Authorization: Bearer <token>`. Anything else is refused as sign_in_again, an append token too."""

    openapi_scheme = "bearer"

    def __init__(self, *, or_append: bool = False) -> None:
        super().__init__()
        self._or_append = or_append

    def __call__(self, request: HttpRequest) -> Session:
        """The session the token stands for; ninja keeps it as `request.auth`."""
        now = clock.now()
        found = tokens.session_of(request.headers.get("Authorization", ""), now)
        if found.may_only_append and not self._or_append:
            raise sign_in_again(Ended.SIGNED_OUT)
        tokens.note_use(found, now)
        return found


def session(request: HttpRequest) -> Session:
    """The session of a request that passed Bearer."""
    return cast(Session, request.auth)  # type: ignore[attr-defined]  # ninja sets it
