"""Our own pages under `/accounts/`, before allauth's: sign-in, registration, reset and second factor are its own."""

from __future__ import annotations

from django.urls import URLPattern, path

from sync_server.accounts import invitation_pages, pages

urlpatterns: list[URLPattern] = [
    path("", pages.overview, name="account_overview"),
    path("devices/<int:number>/end/", pages.end_device, name="account_end_device"),
    path("sessions/end/", pages.end_other_sessions, name="account_end_sessions"),
    path("invitation/<str:code>/", invitation_pages.invitation, name="account_invitation"),
    path("2fa/webauthn/keys/<int:pk>/remove/", pages.RemoveKey.as_view()),
    # What allauth offers and nobody here uses.
    path("login/code/confirm/", pages.no_page),
    path("3rdparty/", pages.no_page),
    path("social/<path:rest>", pages.no_page),
]
