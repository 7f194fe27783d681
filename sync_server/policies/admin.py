"""The policy's versions, and who has read them; shown only."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sync_server.common.admin import Sheet, ShownOnly, display
from sync_server.policies.models import PolicyVersion


@admin.register(PolicyVersion)
class PolicyVersionAdmin(ShownOnly):
    list_display = ["version", "title", "published", "read_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyVersion]:
        return PolicyVersion.objects.annotate(readers=Count("acknowledgements"))

    @display(description=gettext_lazy("Read by"), ordering="readers")
    def read_by(self, policy: PolicyVersion) -> str:
        number = policy.acknowledgements.count()
        return ngettext("{number} account", "{number} accounts", number).format(number=number)

    def sheet(self, request: HttpRequest, record: PolicyVersion) -> Sheet:
        pairs = [
            (_("Version"), record.version),
            (_("Published"), record.published),
            (_("Text"), record.text.splitlines()),
            (_("Read by"), self.read_by(record)),
        ]
        return Sheet(record.title, pairs)
