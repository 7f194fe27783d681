"""Organizations and their members, to read. Opening one shows names, so it is written to the audit."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sync_server.audit import domain as audit
from sync_server.common.admin import Sheet, ShownOnly, Table, actor_of, day, display
from sync_server.organizations import queries
from sync_server.organizations.models import Organization

_LATELY = 200
"""Members shown on a sheet; a district has thousands, and finding one is not what this page is for."""


@admin.register(Organization)
class OrganizationAdmin(ShownOnly):
    list_display = ["name", "short_name", "present", "since"]
    search_fields = ["name", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        return queries.organizations().annotate(number=Count("memberships", filter=Q(memberships__left=None)))

    @display(description=gettext_lazy("Short name"), ordering="slug")
    def short_name(self, organization: Organization) -> str:
        return organization.slug

    @display(description=gettext_lazy("Members"), ordering="number")
    def present(self, organization: Any) -> int:
        return int(organization.number)

    @display(description=gettext_lazy("Since"), ordering="created")
    def since(self, organization: Organization) -> str:
        return day(int(organization.created.timestamp()))

    def sheet(self, request: HttpRequest, record: Any) -> Sheet:
        audit.record(actor_of(request), "organization.opened", f"organization {record.pk}", "in the admin")
        provider = record.identity_provider
        return Sheet(
            title=record.name,
            pairs=[
                (_("Short name"), record.slug),
                (_("Since"), record.created.date()),
                (_("Members"), record.number),
                (_("Single sign-on"), provider and provider.name),
            ],
            tables=[_groups(record), _members(record)],
            note=_("That you opened this page is written to the audit."),
        )


def _groups(organization: Organization) -> Table:
    rows = [
        [group.name, group.number]
        for group in organization.groups.annotate(number=Count("memberships"))  # who leaves, leaves the groups too
    ]
    return Table(_("Groups"), [_("Name"), _("Members")], rows, _("It has no groups."))


def _members(organization: Organization) -> Table:
    newest = queries.present_members(organization).order_by("-joined")[:_LATELY]
    rows = [[str(each.account), each.get_role_display(), day(int(each.joined.timestamp()))] for each in newest]
    title = _("Members") if len(rows) < _LATELY else _("The {number} newest members").format(number=_LATELY)
    return Table(title, [_("Name"), _("Role"), _("Joined")], rows, _("It has no members."))
