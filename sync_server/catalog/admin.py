"""The module versions that this server knows, to read."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from unfold.decorators import display

from sync_server.catalog.models import ModuleVersion
from sync_server.common.admin import Sheet, ShownOnly, Table


@admin.register(ModuleVersion)
class ModuleVersionAdmin(ShownOnly):
    list_display = ["title", "version", "number", "minutes", "hours", "key"]
    search_fields = ["title", "key"]

    @display(description="Contact hours")
    def hours(self, version: ModuleVersion) -> str:
        return ", ".join(f"{category}: {hours:g}" for category, hours in version.contact_hours)

    def sheet(self, request: HttpRequest, record: ModuleVersion) -> Sheet:
        rows = [(title, key, "required" if required else "optional") for key, title, required in record.activities]
        return Sheet(
            title=str(record),
            pairs=[
                ("Key", record.key),
                ("Place in the program", record.number),
                ("Language", record.language),
                ("Estimated minutes", f"{record.minutes:g}"),
                ("Contact hours", self.hours(record)),
                ("Objectives", record.objectives),
            ],
            tables=[Table("Activities", ["Title", "Key", "For completion"], rows, "It has no activities.")],
        )
