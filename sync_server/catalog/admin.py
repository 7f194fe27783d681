"""The module versions that this server knows, to read."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sync_server.catalog.models import ModuleVersion
from sync_server.common.admin import Sheet, ShownOnly, Table, display
from sync_server.common.languages import number


@admin.register(ModuleVersion)
class ModuleVersionAdmin(ShownOnly):
    list_display = ["title", "version", "number", "minutes", "hours", "key"]
    search_fields = ["title", "key"]

    @display(description=gettext_lazy("Contact hours"))
    def hours(self, version: ModuleVersion) -> str:
        return ", ".join(f"{category}: {number(hours)}" for category, hours in version.contact_hours)

    def sheet(self, request: HttpRequest, record: ModuleVersion) -> Sheet:
        rows = [
            (title, key, _("required") if required else _("optional")) for key, title, required in record.activities
        ]
        headers = [_("Title"), _("Key"), _("For completion")]
        return Sheet(
            title=_("{title} (version {version})").format(title=record.title, version=record.version),
            pairs=[
                (_("Key"), record.key),
                (_("Place in the program"), record.number),
                (_("Language"), record.language),
                (_("Estimated minutes"), number(record.minutes)),
                (_("Contact hours"), self.hours(record)),
                (_("Objectives"), record.objectives),
            ],
            tables=[Table(_("Activities"), headers, rows, _("It has no activities."))],
        )
