"""Somebody an identity provider vouched for, whose address has an account here: kept until its password was given."""

from __future__ import annotations

from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from sync_server.common import clock

_KEY = "cor_sign_on_waiting"
_SECONDS = 15 * 60
"""How long it waits: whoever comes to the same browser later must not join a stranger to an account."""


def keep(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Keep it in the session of this browser."""
    request.session[_KEY] = {"login": sociallogin.serialize(), "until": clock.now() + _SECONDS}


def find(request: HttpRequest) -> SocialLogin | None:
    """What waits in this browser, unless it has waited for too long or its identity provider is gone."""
    kept = request.session.get(_KEY)
    if kept is None or clock.now() >= kept["until"]:
        return None
    try:
        return SocialLogin.deserialize(kept["login"])
    except ValueError:
        return None


def drop(request: HttpRequest) -> None:
    """Let nothing wait any more."""
    request.session.pop(_KEY, None)
