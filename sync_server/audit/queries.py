"""Reading the audit."""

from __future__ import annotations

from django.db.models import QuerySet

from sync_server.audit.domain import START, hash_of
from sync_server.audit.models import Entry


def entries() -> QuerySet[Entry]:
    """All entries, newest first."""
    return Entry.objects.all()


def entries_about(object: str) -> QuerySet[Entry]:
    """The entries on one thing, e.g. `learner <id>`, newest first."""
    return Entry.objects.filter(object=object)


def first_broken_entry() -> int | None:
    """The id of the first entry that was changed or follows a missing one; None where the chain holds."""
    previous = START
    for entry in Entry.objects.order_by("id").iterator():
        if entry.previous != previous or entry.hash != hash_of(entry):
            return entry.pk
        previous = entry.hash
    return None
