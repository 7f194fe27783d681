"""Reading the audit."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from sync_server.audit.domain import START, hash_of_row
from sync_server.audit.models import Entry

_HASHED = ("previous", "at", "actor", "act", "object", "reason")
_AT_ONCE = 2000
"""Rows in memory at a time."""
_CUT = "That hash is not in the chain: entries were taken out at its end, or the whole chain was written anew."


@dataclass(frozen=True, slots=True)
class Chain:
    """What a walk along the audit found: how many entries hold, the hash of the last, and what is broken, if any."""

    entries: int
    head: str
    broken: str


def entries() -> QuerySet[Entry]:
    """All entries, newest first."""
    return Entry.objects.all()


def entries_about(object: str) -> QuerySet[Entry]:
    """The entries on one thing, e.g. `learner <id>`, newest first."""
    return Entry.objects.filter(object=object)


def head() -> str:
    """The newest hash; kept elsewhere, it shows later whether entries were taken out at the end."""
    return Entry.objects.order_by("-id").values_list("hash", flat=True).first() or START


def verify(head: str = "") -> Chain:
    """Walk the whole chain. `head`: a newest hash of an earlier day that must still be in it."""
    previous, number, seen = START, 0, head in ("", START)
    for pk, kept, *row in Entry.objects.order_by("id").values_list("id", "hash", *_HASHED).iterator(_AT_ONCE):
        if row[0] != previous:
            return Chain(
                number, previous, f"Entry {pk} does not follow the one before: an entry was taken out or moved."
            )
        if kept != hash_of_row(*row):
            return Chain(number, previous, f"Entry {pk} was changed after it was written.")
        previous, number = kept, number + 1
        seen = seen or kept == head
    return Chain(number, previous, "" if seen else _CUT)
