"""The policy's versions, and who has read them; shown only."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from unfold.decorators import display

from sync_server.common.admin import Sheet, ShownOnly
from sync_server.policies.models import PolicyVersion


@admin.register(PolicyVersion)
class PolicyVersionAdmin(ShownOnly):
    list_display = ["version", "title", "published", "read_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyVersion]:
        return PolicyVersion.objects.annotate(readers=Count("acknowledgements"))

    @display(description="Read by", ordering="readers")
    def read_by(self, policy: PolicyVersion) -> str:
        number = policy.acknowledgements.count()
        return f"{number} account{'' if number == 1 else 's'}"

    def sheet(self, request: HttpRequest, record: PolicyVersion) -> Sheet:
        pairs = [("Version", record.version), ("Published", record.published), ("Text", record.text.splitlines())]
        return Sheet(record.title, [*pairs, ("Read by", self.read_by(record))])
