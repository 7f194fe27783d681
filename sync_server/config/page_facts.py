"""Which pages of the server a learner opened is kept with their record, as the client's pages are (M1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sync_server.common import clock
from sync_server.progress import web_pages

_NO_WORD = re.compile(r"[^a-z0-9.]+")


class PageFacts:
    """Notes a page once it was shown to somebody who is signed in and has a learning record."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then note."""
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200 and (page := _page(request)):
            learner = getattr(request.user, "learner_id", None)
            if learner:
                web_pages.note_page(learner, page, clock.now())
        return response


def _page(request: HttpRequest) -> str:
    """The page's word, e.g. `web.account-email`; empty for what is no page of its own: files, the admin, sign-ins."""
    match = request.resolver_match
    if match is None or not match.url_name or match.app_names or match.url_name.startswith("django"):
        return ""
    return f"web.{_NO_WORD.sub('-', match.url_name.lower()).strip('-')}"[:50]
