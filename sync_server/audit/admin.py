"""The audit, to read."""

from __future__ import annotations

from django.contrib import admin

from sync_server.audit.models import Entry
from sync_server.common.admin import ShownOnly


@admin.register(Entry)
class EntryAdmin(ShownOnly):
    list_display = ["at", "actor", "act", "object", "reason"]
    list_filter = ["act"]
    search_fields = ["actor", "act", "object", "reason"]
    search_help_text = "Who, what or on what, for example: learner, credential 12, account 7"
