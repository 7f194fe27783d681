"""A learner's certificates on this computer, sealed: number and learner are readable, names and documents are not."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class StoredCertificate(NamedTuple):
    """One certificate: `sealed_entry` is its description, `sealed_pdf` the document where it has been fetched."""

    number: str
    module: str
    sealed_entry: bytes
    sealed_pdf: bytes | None


def keep_certificate(connection: sqlite3.Connection, learner: str, certificate: StoredCertificate) -> None:
    """Keep or renew a certificate; a document that is here stays. Needs a transaction."""
    connection.execute(
        "INSERT INTO certificate (number, learner, module, sealed_entry, sealed_pdf) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET sealed_entry = excluded.sealed_entry,"
        " sealed_pdf = coalesce(excluded.sealed_pdf, sealed_pdf)",
        (certificate.number, learner, certificate.module, certificate.sealed_entry, certificate.sealed_pdf),
    )


def stored_certificates(connection: sqlite3.Connection, learner: str) -> tuple[StoredCertificate, ...]:
    """All certificates of a learner that this computer knows of, by number."""
    rows = connection.execute(
        "SELECT number, module, sealed_entry, sealed_pdf FROM certificate WHERE learner = ? ORDER BY number", (learner,)
    )
    return tuple(StoredCertificate(*row) for row in rows)
