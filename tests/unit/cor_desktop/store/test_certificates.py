"""Sealed certificates on disk."""

from __future__ import annotations

from cor_desktop.store.certificates import (
    StoredCertificate,
    keep_certificate,
    stored_certificates,
)
from cor_desktop.store.store import Store
from tests.factories.facts import LEARNER, OTHER_LEARNER


def test_a_renewed_description_keeps_the_document(store: Store) -> None:
    with store.transaction() as connection:
        keep_certificate(connection, LEARNER, StoredCertificate("N-1", "a-module", b"valid", b"pdf"))
        keep_certificate(connection, LEARNER, StoredCertificate("N-1", "a-module", b"revoked", None))
        assert stored_certificates(connection, LEARNER) == (StoredCertificate("N-1", "a-module", b"revoked", b"pdf"),)


def test_one_learners_certificates_are_not_anothers(store: Store) -> None:
    with store.transaction() as connection:
        keep_certificate(connection, LEARNER, StoredCertificate("N-1", "a-module", b"entry", b"pdf"))
        assert stored_certificates(connection, OTHER_LEARNER) == ()
