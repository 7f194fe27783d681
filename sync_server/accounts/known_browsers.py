"""A browser in which somebody signed in is known again, so that failures of others do not slow it (ASVS 6.1.1).

It holds a signed cookie with the number of the account and a random number: it opens nothing, it only counts by itself.
(The program shows its device pass instead.)
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sync_server.accounts.models import User

COOKIE = "cor_known"
PATH = "/accounts/"
AGE = 400 * 24 * 3600
"""Seconds; browsers keep no cookie for longer."""
_SALT = "cor known browser"


def remember(request: HttpRequest, response: HttpResponseBase, account: User) -> None:
    """Let the browser be known for this account from now on."""
    kept = number_of(request, account) or secrets.token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        signing.dumps([account.pk, kept], salt=_SALT),
        max_age=AGE,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def number_of(request: HttpRequest, account: User | None) -> str:
    """The number of a browser that is known for this account; empty for every other one."""
    try:
        of_account, number = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=AGE)
    except (signing.BadSignature, ValueError):
        return ""
    return str(number) if account and of_account == account.pk else ""
