"""The policy as a page for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sync_server.common import languages
from sync_server.policies import queries, text


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Show the newest version, in the reader's language where it is translated."""
    newest = queries.newest()
    shown = text.in_language(newest, languages.spoken())
    context = {"policy": newest, "shown": shown, "parts": text.parts(shown.text)}
    return render(request, "policies/policy.html", context)
