"""The admin's first page: how many learners, completions and certificates there are, and who was here last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from sync_server.accounts import queries as accounts
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
    may_see_learners = may(request, "accounts.view_user")
    contacts = _newest_contacts() if may_see_learners else None
    return {**context, "title": "Overview", "figures": _figures(), "contacts": contacts}


def _figures() -> list[Figure]:
    learners = reverse("admin:accounts_user_changelist")
    awarded = reverse("admin:certificates_credential_changelist")
    completions = progress.completions_since(_start_of_month())
    return [
        _figure(accounts.learners().count(), "learner{s}", learners),
        _figure(completions, "module{s} completed this month", learners),
        _figure(certificates.credentials().count(), "certificate{s} awarded", awarded),
    ]


def _figure(number: int, words: str, address: str) -> Figure:
    return Figure(number, words.format(s="" if number == 1 else "s"), address)


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
    headers = ["Learner", "System", "Version of COR Desktop", "When"]
    return Table("Newest contacts", headers, rows, "No learner's computer has been in touch yet.")


def _learner_link(account: Any) -> str:
    return format_html('<a href="{}">{}</a>', reverse("admin:accounts_user_change", args=[account.pk]), account)
