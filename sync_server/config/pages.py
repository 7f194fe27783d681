"""What is shown where Django's cross-site check refused a request of the web pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def cookies_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what a failed cross-site check means to a person: most often a browser that refuses cookies."""
    refused = settings.CSRF_COOKIE_NAME not in request.COOKIES
    heading = "Your browser refused a cookie" if refused else "This page was open for too long"
    return render(request, "cookies.html", {"heading": heading, "refused": refused}, status=403)
