"""Our own pages under `/accounts/`, before allauth's: sign-in, registration, reset and second factor are its own."""

from __future__ import annotations

from django.urls import URLPattern, path

from sync_server.accounts import invitation_pages, pages
from sync_server.accounts.single_sign_on import handover_pages
from sync_server.accounts.single_sign_on import pages as sign_on_pages

urlpatterns: list[URLPattern] = [
    path("", pages.overview, name="account_overview"),
    path("details/", pages.details, name="account_details"),
    path("language/", pages.change_language, name="account_language"),
    path("devices/<int:number>/end/", pages.end_device, name="account_end_device"),
    path("sessions/end/", pages.end_other_sessions, name="account_end_sessions"),
    path("invitation/<str:code>/", invitation_pages.invitation, name="account_invitation"),
    path("2fa/webauthn/keys/<int:pk>/remove/", pages.RemoveKey.as_view()),
    path("desktop/", handover_pages.desktop, name="account_desktop"),
    path("connect/", sign_on_pages.connect, name="account_connect"),
    # In place of allauth's, which check less.
    path("oidc/<str:provider_id>/login/", sign_on_pages.login, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", sign_on_pages.callback, name="openid_connect_callback"),
    # What allauth offers and nobody here uses.
    path("login/code/confirm/", pages.no_page),
    path("3rdparty/", pages.no_page),
    path("social/<path:rest>", pages.no_page),
]
