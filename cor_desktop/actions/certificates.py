"""A learner's certificates: fetched once, sealed on disk, opened and saved offline (M16)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.file_keys import data_key
from cor_desktop.actions.profile import Profile
from cor_desktop.errors import Locked, NoCertificateYet, NotSaved, SecretsLocked
from cor_desktop.store.certificates import StoredCertificate, keep_certificate, stored_certificates
from cor_desktop.store.learners import LearnerRow
from cor_desktop.sync.server import AwardedCertificate, Dated
from cor_desktop.vault import DoesNotOpen, open_with, seal_with
from cor_desktop.words import _

if TYPE_CHECKING:  # cryptography: 0.1 s that no start should pay
    from cor_protocol.sync_file import Certificate


@dataclass(frozen=True, slots=True)
class CertificateEntry:
    """One certificate in the list. `on_disk` tells whether it opens without a network.

    `completed`: when the module was, and how that is known; None where the server did not tell.
    """

    number: str
    module: str
    title: str
    awarded: datetime.date
    state: str
    on_disk: bool
    completed: Dated | None = None


def certificates(desk: Desk) -> tuple[CertificateEntry, ...]:
    """The learner's certificates, newest first. Opens the vault: call it in the background.

    Raises Locked where the password is wanted first, or another SecretsLocked.
    """
    learner = desk.learner()
    with desk.store.reading() as connection:
        stored = stored_certificates(connection, learner.id)
    key = _key_of(desk, learner) if stored else b""
    entries = [_entry(key, certificate) for certificate in stored]
    return tuple(sorted(entries, key=lambda entry: (entry.awarded, entry.number), reverse=True))


def certificate_pdf(desk: Desk, number: str) -> bytes:
    """The document. Opens the vault: call it in the background. Raises NoCertificateYet, Locked or SecretsLocked."""
    learner = desk.learner()
    with desk.store.reading() as connection:
        stored = stored_certificates(connection, learner.id)
    for certificate in stored:
        if certificate.number == number and certificate.sealed_pdf is not None:
            return _open(_key_of(desk, learner), _purpose(number), certificate.sealed_pdf)
    raise NoCertificateYet


def save_certificate(desk: Desk, number: str, path: Path) -> None:
    """Save the document where the learner wants it, readable by anybody who can read that place. Raises NotSaved."""
    document = certificate_pdf(desk, number)
    try:
        path.write_bytes(document)
    except OSError as fault:
        raise NotSaved(
            _("The certificate could not be saved there"),
            _("It is still safe in COR Desktop."),
            _("Choose another folder."),
        ) from fault


def fetch_certificates(desk: Desk, learner: LearnerRow, profile: Profile) -> int:
    """Fetch the list, and every document that is not here; give how many came. Blocks on the network.

    Raises Locked where the window was locked meanwhile.
    """
    key = desk.session.key_of(learner.id)
    with desk.store.reading() as connection:
        stored = stored_certificates(connection, learner.id)
    here = {
        certificate.number for certificate in stored if certificate.sealed_pdf is not None and _opens(key, certificate)
    }
    new = 0
    for awarded in desk.server.certificates(profile.token):
        document = None
        if awarded.number not in here:
            document = desk.server.certificate_pdf(profile.token, awarded.number)
            new += 1
        _keep(desk, key, learner, awarded, document)
    return new


def keep_carried(desk: Desk, learner: LearnerRow, key: bytes, carried: Iterable[Certificate], *, fresh: bool) -> int:
    """Keep certificates that came on a stick; gives how many are new here. Where it is an old one, only those are kept.

    `key` is the learner's data key. Raises NotSaved, or SecretsLocked where one is not as agreed.
    """
    with desk.store.reading() as connection:
        stored = stored_certificates(connection, learner.id)
    here = {each.number for each in stored if each.sealed_pdf is not None and _opens(key, each)}
    new = 0
    for entry, pdf in carried:
        is_new = entry["number"] not in here
        if is_new or fresh:
            _keep(desk, key, learner, _awarded(entry), pdf if is_new else None)
        new += is_new
    return new


def _key_of(desk: Desk, learner: LearnerRow) -> bytes:
    """The learner's data key. Raises Locked where the password is wanted first."""
    key = data_key(desk, learner)
    if key is None:
        raise Locked
    return key


def _awarded(entry: Mapping[str, str]) -> AwardedCertificate:
    try:
        awarded = datetime.date.fromisoformat(entry["awarded"])
    except ValueError as fault:
        raise SecretsLocked from fault
    return AwardedCertificate(entry["number"], entry["module"], entry["title"], awarded, entry["state"])


def _keep(desk: Desk, key: bytes, learner: LearnerRow, awarded: AwardedCertificate, document: bytes | None) -> None:
    completed = awarded.completed and awarded.completed.written()
    plain = {
        "title": awarded.title,
        "awarded": awarded.awarded.isoformat(),
        "state": awarded.state,
        "completed": completed,
    }
    purpose = _purpose(awarded.number)
    stored = StoredCertificate(
        number=awarded.number,
        module=awarded.module,
        sealed_entry=seal_with(key, purpose, json.dumps(plain).encode()),
        sealed_pdf=seal_with(key, purpose, document) if document is not None else None,
    )
    with desk.store.transaction() as connection:
        keep_certificate(connection, learner.id, stored)


def _opens(key: bytes, stored: StoredCertificate) -> bool:
    """Whether a certificate can be read here: not so after the key that sealed it was lost."""
    try:
        _entry(key, stored)
    except SecretsLocked:
        return False
    return True


def _entry(key: bytes, stored: StoredCertificate) -> CertificateEntry:
    try:
        plain = json.loads(_open(key, _purpose(stored.number), stored.sealed_entry))
        awarded = datetime.date.fromisoformat(plain["awarded"])
        return CertificateEntry(
            stored.number,
            stored.module,
            plain["title"],
            awarded,
            plain["state"],
            stored.sealed_pdf is not None,
            Dated.read(plain.get("completed")),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise SecretsLocked from fault


def _open(key: bytes, purpose: str, sealed: bytes) -> bytes:
    try:
        return open_with(key, purpose, sealed)
    except DoesNotOpen as fault:
        raise SecretsLocked from fault


def _purpose(number: str) -> str:
    return f"certificate {number}"
