"""What the API says about certificates."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema

from sync_server.certificates.models import Credential


class CertificateRow(Schema):
    """One certificate in the learner's list."""

    number: str
    module: str
    version: int
    title: str
    awarded: date
    state: Literal["valid", "revoked", "superseded"]

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
        )


class CertificateList(Schema):
    """All certificates of the account that asks."""

    certificates: list[CertificateRow]
