"""What is shown where Django's cross-site check refused a request, and where it had a sign-in of its own."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


def cookies_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what a failed cross-site check means to a person: most often a browser that refuses cookies."""
    refused = settings.CSRF_COOKIE_NAME not in request.COOKIES
    heading = _("Your browser refused a cookie") if refused else _("This page was open for too long")
    return render(request, "cookies.html", {"heading": heading, "refused": refused}, status=403)


@never_cache
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the one sign-in page. Raises PermissionDenied for somebody signed in whom the admin turned away."""
    if admin.site.has_permission(request):
        return HttpResponseRedirect(reverse("admin:index"))
    if request.user.is_authenticated:
        raise PermissionDenied
    asked = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
    return HttpResponseRedirect(f"{reverse('account_login')}?{asked}")
