"""`{% load languages %}`: the switch at the foot of each page, and addresses that keep what a reader chose there.

It works without scripts. Who is signed in chooses for their account, by a form; everybody else by an address with
`?language=es`, which needs no cookie.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest

from sync_server.accounts.models import User
from sync_server.common import languages
from sync_server.config.languages import WISH

register = template.Library()
register.filter("long_day", languages.long_day)
register.filter("listed", languages.listed)


@register.inclusion_tag("languages.html", takes_context=True)
def language_switch(context: Mapping[str, Any]) -> dict[str, Any]:
    """The languages, each by its own name; nothing on a page that is drawn without a request (a mistake of ours)."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return {"offered": ()}
    return {
        "offered": [_offer(request, language, name) for language, name in settings.LANGUAGES],
        "is_kept": isinstance(getattr(request, "user", None), User),
        "next": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def wish(context: Mapping[str, Any]) -> str:
    """What goes behind the address of a page, so that it is in the language that this one's address chose."""
    request: HttpRequest | None = context.get("request")
    chosen = languages.known(request.GET.get(WISH, "")) if request else ""
    return f"?{WISH}={chosen}" if chosen else ""


def _offer(request: HttpRequest, language: str, name: str) -> dict[str, object]:
    asked = request.GET.copy()
    asked[WISH] = language
    return {
        "language": language,
        "name": name,
        "is_spoken": language == languages.spoken(),
        "address": f"?{asked.urlencode()}",
    }
