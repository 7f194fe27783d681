"""The policy as a page for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sync_server.policies import queries, text


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Show the newest version."""
    newest = queries.newest()
    return render(request, "policies/policy.html", {"policy": newest, "parts": text.parts(newest.text)})
