"""Our own pages under `/accounts/`; sign-in, registration, reset and second factor are allauth's."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
