"""The addresses of a sign-in under way: of allauth's headless interface what clients use, and nothing more.

The rest would be further ways in, and ways to a second factor, that nothing here uses (ASVS 8.2.1, deny by default);
some of them end in a fault without what they are for, such as phone numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from allauth.headless.constants import Client
from allauth.headless.urls import build_urlpatterns
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from sync_server.accounts import headless

View = Callable[..., HttpResponseBase]

OFFERED = frozenset(
    {
        "v1/auth/session",
        "v1/auth/signup",
        "v1/auth/email/verify",
        "v1/auth/email/verify/resend",
        "v1/auth/login",
        "v1/auth/2fa/authenticate",
        "v1/auth/2fa/reauthenticate",
        "v1/auth/reauthenticate",
        "v1/auth/password/request",
        "v1/auth/password/reset",
        "v1/account/password/change",
        "v1/account/email",
    }
)
"""Below `/_allauth/app/`. What a browser does, such as single sign-on and security keys, has its pages."""


def _all(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _all(each.url_patterns, route)
        else:
            yield route, each.callback


_OURS = {f"v1/{each.pattern}": each.callback for each in headless.urlpatterns}
"""These look at their fields themselves, and say which is wrong."""


def _guarded(view: View, refuses: Callable[[bytes], bool]) -> View:
    """The view, without the messages that would make it fail."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if refuses(request.body):
            return JsonResponse({"status": 400}, status=400)
        return view(request, *args, **kwargs)

    return answer


def _is_too_deep(body: bytes) -> bool:
    """Tell whether JSON is nested deeper than it can be read."""
    try:
        json.loads(body)
    except RecursionError:
        return True
    except ValueError:
        return False  # no JSON: allauth has an answer to that
    return False


def _is_unfit(body: bytes) -> bool:
    """Tell whether a message is too deep, or holds half a character, which JSON can say and no hasher takes."""
    if _is_too_deep(body):
        return True
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except ValueError:
        return False
    return False


def _view(route: str, view: View) -> View:
    own = _OURS.get(route)
    return _guarded(own, _is_too_deep) if own else _guarded(view, _is_unfit)


urlpatterns = [
    path(route, _view(route, view)) for route, view in _all(build_urlpatterns(Client.APP)) if route in OFFERED
]
