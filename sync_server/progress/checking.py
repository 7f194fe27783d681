"""Does the digest that is stored with each record still tell what is stored? Rows get lost in ways that nobody sees.

The digest is kept incrementally, so a row that a disk, a repair or a hand took away stays in it. Here it is computed
anew. A record whose digest differs gets the new one: then every client's differs from it, sends everything it has, and
the row is back. Looking takes no lock; a record that differs is looked at once more under its own.

What this cannot see: a stamp that was made smaller. It looks like one that came in, and spreads like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from cor_protocol.facts import InvalidFact, check_fact, digest_of
from cor_protocol.wire import SentFact
from sync_server.audit import domain as audit
from sync_server.progress import sql
from sync_server.progress.models import Fact

_AT_ONCE = 100
_SLICES = "234567abcdefghijklmnopqrstuvwxyz"
"""What a learner id begins with: as many slices, about equally large."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How many records were looked at, and the learners whose stored digest was wrong."""

    records: int
    mended: tuple[str, ...]


def check_slice(hour: int) -> Iterator[Checked]:
    """Check the records whose turn it is in this hour since 1970, some at a time: all have had theirs in 32 hours."""
    first = _SLICES[hour % len(_SLICES)]
    return map(_checked, _pages(first))


def check_all() -> Iterator[Checked]:
    """Check every record, some at a time, and facts whose record was lost."""
    yield from map(_checked, _pages(""))
    yield _checked(sql.learners_without_record())


def _pages(first: str) -> Iterator[list[str]]:
    """Learners whose id begins so, in order."""
    page = [first]
    while page := [learner for learner in sql.learners_after(page[-1], _AT_ONCE) if learner.startswith(first)]:
        yield page


def _checked(learners: list[str]) -> Checked:
    return Checked(len(learners), tuple(learner for learner in learners if _differs(learner) and _mend(learner)))


def _differs(learner: str) -> bool:
    record = sql.find_record(learner)
    facts = sql.all_facts(learner)
    if record is None or record.deleted_at is not None:
        return bool(facts)
    return not all(map(_is_valid, facts)) or digest_of(sent.fact for sent in facts) != record.digest


@transaction.atomic
def _mend(learner: str) -> bool:
    """Store the digest of what is stored; tell whether it was wrong (a sync may have come between two looks)."""
    sql.lock_record(learner)
    if not _differs(learner):
        return False
    record, facts = sql.lock_record(learner), sql.all_facts(learner)
    keep = [] if record.deleted_at is not None else [sent for sent in facts if _is_valid(sent)]
    _take_out(learner, [sent for sent in facts if sent not in keep])
    sql.write_record(record._replace(digest=digest_of(sent.fact for sent in keep)))
    audit.record(
        "server", "record.mended", f"learner {learner}", f"{record.digest.count} facts known, {len(keep)} there"
    )
    return True


def _take_out(learner: str, facts: Iterable[SentFact]) -> None:
    """A row that no client could have sent, or under a tombstone: nobody can be told of it, and it stops every sync."""
    for kind, item, device in (sent.fact.key for sent in facts):
        Fact.objects.filter(learner=learner, kind=kind, item=item, device=device).delete()


def _is_valid(sent: SentFact) -> bool:
    try:
        check_fact(sent.fact)
    except InvalidFact:
        return False
    return True
