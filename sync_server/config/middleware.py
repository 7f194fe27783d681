"""Around every request: what pages need, and nothing of it for the API, whose replies are counted in bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.security import SecurityMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from sync_server.accounts.second_factor import Gate
from sync_server.accounts.web_sessions import Lifetimes
from sync_server.config import errors, languages, page_facts

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# unfold's scripts (Alpine) compile expressions, and its widgets set styles.
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_NOT_KEPT = "no-store"
"""No copy stays with a browser or on the way of what is made for one person (ASVS 14.3.2)."""
_PERSONAL = ("/api/v1/accounts/", "/api/v1/certificates")
"""Of the API; a sync is a POST, which nobody keeps, and its bytes are counted."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def is_api(request: HttpRequest) -> bool:
    """Tell whether the request is for the API or for a probe: both are answered without what pages need."""
    return request.path_info.startswith(("/api/", "/livez", "/readyz"))


class Headers:
    """A strict content policy on pages; on the API the length and, where something is wrong, always JSON."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then add what belongs."""
        response = self._get_response(request)
        if not is_api(request):
            policy = ADMIN_POLICY if request.path_info.startswith("/admin/") else PAGE_POLICY
            if response.status_code == 429 and request.path_info.startswith("/_allauth/"):
                response = errors.slow_down(response)
            response.headers.setdefault("Content-Security-Policy", policy)
            if "cookie" in response.headers.get("Vary", "").lower():
                response.headers.setdefault("Cache-Control", _NOT_KEPT)
            return response
        if response.status_code >= 400 and request.path_info.startswith("/api/"):
            response = errors.always_json(request, response)
        if request.path_info.startswith(_PERSONAL):
            response.headers.setdefault("Cache-Control", _NOT_KEPT)
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


def _for_pages(middleware: Any) -> Any:
    """The same middleware, out of the way of the API. (Django asks the class's other hooks itself; the only one that
    matters there is the CSRF check, and the API is exempt: it has no cookies.)"""

    class ForPages(middleware):  # type: ignore[misc]  # a class made from any of Django's
        def __call__(self, request: HttpRequest) -> HttpResponseBase:
            if is_api(request):
                return self.get_response(request)  # type: ignore[no-any-return]
            return super().__call__(request)  # type: ignore[no-any-return]

    return ForPages


PageSecurity = _for_pages(SecurityMiddleware)
PageStatic = _for_pages(WhiteNoiseMiddleware)
PageSessions = _for_pages(SessionMiddleware)
PageCommon = _for_pages(CommonMiddleware)
PageCsrf = _for_pages(CsrfViewMiddleware)
PageAuthentication = _for_pages(AuthenticationMiddleware)
PageMessages = _for_pages(MessageMiddleware)
PageLifetimes = _for_pages(Lifetimes)
PageLanguage = _for_pages(languages.PageLanguage)
PageSecondFactor = _for_pages(Gate)
PageFacts = _for_pages(page_facts.PageFacts)
PageFrames = _for_pages(XFrameOptionsMiddleware)
