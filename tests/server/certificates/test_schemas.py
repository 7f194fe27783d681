from __future__ import annotations

import pytest

from sync_server.certificates.schemas import CertificateRow
from tests.factories.certificates import a_credential


@pytest.mark.django_db
def test_a_row_says_what_was_awarded_and_when() -> None:
    credential = a_credential()
    row = CertificateRow.of(credential)
    assert (row.number, row.module, row.version, row.state) == (credential.number, "small-steps", 1, "valid")
    assert row.awarded == credential.awarded_at.date()
