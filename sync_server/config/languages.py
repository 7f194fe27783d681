"""The language of an answer: what the reader chose, else what their account keeps, else what the browser wishes for.

The program asks by Accept-Language alone. A sync pays nothing for this in English, and a query in no language.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from sync_server.accounts.languages import CHOSEN, kept_of
from sync_server.common import languages

WISH = "language"
"""In an address: what the reader chose, also where no cookie can keep it."""
_ACCOUNTS = "/accounts/"
"""Pages that need cookies anyway, so that a choice is kept from the first of them on."""


class Languages:
    """Outermost. Speaks what the browser or the program wishes for, and the language of before when it is through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        wished = languages.asked_for(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        is_page = not request.path_info.startswith(("/api/", "/livez", "/readyz", "/static/"))
        if not is_page and wished == languages.spoken():
            return self._get_response(request)
        with translation.override(wished):
            response = self._get_response(request)
            if is_page:
                response.headers.setdefault("Content-Language", languages.spoken())
                patch_vary_headers(response, ["Accept-Language"])
        return response


class PageLanguage:
    """On a page: what its reader chose, or what their account keeps. It stands behind who says whose session it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and go on in this language when a sign-in or sign-out began the session anew."""
        if request.path_info.startswith("/_allauth/"):
            return self.get_response(request)
        wished = languages.spoken()
        translation.activate(_chosen(request) or kept_of(request.user) or wished)
        response = self.get_response(request)
        _go_on(request, kept_of(request.user) or wished)
        return response


def _chosen(request: HttpRequest) -> str:
    return languages.known(request.GET.get(WISH, "")) or languages.known(request.session.get(CHOSEN, ""))


def _go_on(request: HttpRequest, otherwise: str) -> None:
    """Keep the language in the session where the next page would be in another; where there is a session to keep it."""
    language, session = languages.spoken(), request.session
    if language == otherwise:
        if CHOSEN in session:
            del session[CHOSEN]
    elif session.get(CHOSEN) != language and _has_session(request):
        session[CHOSEN] = language


def _has_session(request: HttpRequest) -> bool:
    """Tell whether a session is there, or begins here: for a choice, or with what is told on the next page."""
    is_choice = WISH in request.GET and request.path_info.startswith(_ACCOUNTS)
    return is_choice or not request.session.is_empty() or bool(getattr(get_messages(request), "added_new", False))
