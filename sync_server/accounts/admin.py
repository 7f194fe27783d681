"""Accounts have no pages of their own here: learners are shown with their progress (progress/admin.py)."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import Group

# Roles come with their issue; until then groups would be a page that does nothing.
if admin.site.is_registered(Group):
    admin.site.unregister(Group)
