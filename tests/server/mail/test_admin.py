"""Mails are nobody's to read on a page."""

from __future__ import annotations

from django.contrib import admin


def test_no_page_of_the_admin_shows_mails_or_their_templates() -> None:
    apps = {model._meta.app_label for model in admin.site._registry}
    assert "accounts" in apps and "post_office" not in apps
