"""Addresses: the API, probes, the admin, and the pages of the certificates app (`/` and `/verify/`)."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from sync_server.config import health, pages
from sync_server.config.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("_allauth/app/", include("sync_server.accounts.sign_in_urls")),
    path("accounts/", include("sync_server.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/login/", pages.admin_sign_in),  # Django's own knows neither delays nor a second factor
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("policy/", include("sync_server.policies.urls")),
    path("admin/", admin.site.urls),
    path("", include("sync_server.certificates.urls")),
]
handler400 = "sync_server.config.errors.bad_request"
handler404 = "sync_server.config.errors.page_not_found"
handler500 = "sync_server.config.errors.server_error"
