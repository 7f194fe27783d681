"""The admin's first page: how many there are of what somebody's role lets them see, and who was here last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sync_server.accounts import queries as accounts
from sync_server.catalog import queries as catalog
from sync_server.certificates import queries as certificates
from sync_server.common import clock
from sync_server.common.admin import Table, may, moment
from sync_server.progress import queries as progress

_CONTACTS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and where a click leads."""

    number: int
    words: str
    address: str


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add the figures to the context of the admin's first page, and the newest contacts for who may see learners."""
    contacts = _newest_contacts() if may(request, "accounts.view_user") else None
    figures = [make() for permission, make in _FIGURES if may(request, permission)]
    return {**context, "title": _("Overview"), "figures": figures, "contacts": contacts}


def _learners() -> Figure:
    number = accounts.learners().count()
    return _figure(number, ngettext("learner", "learners", number), _LEARNERS)


def _completions() -> Figure:
    number = progress.completions_since(_start_of_month())
    return _figure(number, ngettext("module completed this month", "modules completed this month", number), _LEARNERS)


def _certificates() -> Figure:
    number = certificates.credentials().count()
    words = ngettext("certificate awarded", "certificates awarded", number)
    return _figure(number, words, "certificates_credential_changelist")


def _modules() -> Figure:
    number = catalog.versions().count()
    words = ngettext("module in the course", "modules in the course", number)
    return _figure(number, words, "catalog_moduleversion_changelist")


_LEARNERS = "accounts_user_changelist"
_FIGURES = (
    ("accounts.view_user", _learners),
    ("accounts.view_user", _completions),
    ("certificates.view_credential", _certificates),
    ("catalog.view_moduleversion", _modules),
)
"""Each with the permission without which it is not shown, and its page not reached."""


def _figure(number: int, words: str, view: str) -> Figure:
    return Figure(number, words, reverse(f"admin:{view}"))


def _start_of_month() -> int:
    """The first second of this month, UTC."""
    first = clock.now_datetime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return int(first.timestamp())


def _newest_contacts() -> Table:
    devices: QuerySet[Any] = (
        accounts.last_contacts().filter(account__learner_id__isnull=False).select_related("account")[:_CONTACTS]
    )
    rows = [
        [_learner_link(device.account), device.platform or "–", device.client or "–", moment(device.last_contact)]
        for device in devices
    ]
    headers = [_("Learner"), _("System"), _("Version of COR Desktop"), _("When")]
    return Table(_("Newest contacts"), headers, rows, _("No learner's computer has been in touch yet."))


def _learner_link(account: Any) -> str:
    return format_html('<a href="{}">{}</a>', reverse("admin:accounts_user_change", args=[account.pk]), account)
