"""The audit, to read."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sync_server.audit.models import Entry
from sync_server.common.admin import ShownOnly, display, in_words, whole


@admin.register(Entry)
class EntryAdmin(ShownOnly):
    list_display = ["when", "actor", "act", "object", "reason"]
    list_filter = ["act"]
    search_fields = ["actor", "act", "object", "reason"]
    search_help_text = _("Who, what or on what, for example: learner, credential 12, account 7")

    @display(description=_("When"), ordering="id")
    def when(self, entry: Entry) -> str:
        return whole(in_words(entry.at)[0])
