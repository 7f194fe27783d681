"""What the API says about certificates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from ninja import Schema

from sync_server.certificates.models import Credential
from sync_server.common import clock
from sync_server.progress import provenance
from sync_server.progress.resolver import Rule


class Dated(Schema):
    """A day, the first and the last that it can have been, and by which rule it was found (docs/sync.md, Clocks).

    `checked`: when the clock that it is by was compared with the server's.
    """

    day: date
    earliest: date
    latest: date
    rule: Rule
    checked: date | None

    @staticmethod
    def of(numbers: Sequence[Any]) -> Dated | None:
        """What is kept with a certificate's date; None where it is older than that."""
        known = provenance.read(numbers)
        if known is None:
            return None
        earliest, day, latest = map(clock.date_of, known[:3])
        checked = None if known.checked is None else clock.date_of(known.checked)
        return Dated(day=day, earliest=earliest, latest=latest, rule=known.rule, checked=checked)


class CertificateRow(Schema):
    """One certificate in the learner's list."""

    number: str
    module: str
    version: int
    title: str
    awarded: date
    state: Literal["valid", "revoked", "superseded"]
    completed: Dated | None = None

    @staticmethod
    def of(credential: Credential) -> CertificateRow:
        """The row of one credential."""
        return CertificateRow(
            number=credential.number,
            module=credential.module_key,
            version=credential.module_version,
            title=credential.title,
            awarded=credential.awarded_at.date(),
            state=credential.state,  # type: ignore[arg-type]  # a choice of the model's
            completed=Dated.of(credential.completed_by),
        )


class CertificateList(Schema):
    """All certificates of the account that asks."""

    certificates: list[CertificateRow]
