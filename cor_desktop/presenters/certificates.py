"""The learner's certificates: listed, opened here, saved elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cor_desktop.actions.certificates import CertificateEntry, certificate_pdf, certificates, save_certificate
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import is_started, record, sync_state
from cor_desktop.errors import Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, marked


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate as the list shows it."""

    number: str
    title: str
    words: str
    on_disk: bool

    @property
    def file_name(self) -> str:
        """What the file is called where it is saved."""
        return _("COR certificate {number}.pdf").format(number=self.number)


class CertificatesPresenter:
    """Holds `rows` (None until they are known), `document` (the PDF that is open), `saved` and `trouble`."""

    def __init__(self, desk: Desk, background: Background) -> None:
        self._desk = desk
        self._background = background
        self.rows: Observable[tuple[CertificateRow, ...] | None] = Observable(None)
        self.document: Observable[bytes | None] = Observable(None)
        self.shown: CertificateRow | None = None
        self.saved: Observable[Path | None] = Observable(None)
        self.trouble: Observable[Trouble | None] = Observable(None)

    def refresh(self, wanted: str = "") -> None:
        """Read the list anew, in the background: it is sealed on disk. Then open the one of number `wanted`."""
        self.trouble.set(None)
        self._background.run(lambda: _read(self._desk), lambda entries: self._take(entries, wanted), self.trouble.set)

    def open(self, number: str) -> None:
        """Show one certificate here."""
        self.shown = next((row for row in self.rows.value or () if row.number == number), None)
        self._background.run(lambda: certificate_pdf(self._desk, number), self.document.set, self.trouble.set)

    def close(self) -> None:
        """Back to the list."""
        self.shown = None
        self.document.set(None)
        self.saved.set(None)

    def save(self, number: str, path: Path) -> None:
        """Save one certificate as a file."""
        self.saved.set(None)
        self.trouble.set(None)
        self._background.run(
            lambda: save_certificate(self._desk, number, path), lambda _: self.saved.set(path), self.trouble.set
        )

    @property
    def empty_words(self) -> tuple[str, str]:
        """What an empty list says: what is so, and what to do."""
        if not self._has_completed():
            return _("No certificates yet"), _("Complete a module, and its certificate appears here.")
        state = sync_state(self._desk)
        if state.guest:
            return (
                _("Your certificate waits for an account"),
                _("Create an account, and the certificate is made in your name."),
            )
        if not state.signed_in:
            return _("Your certificate is waiting"), _("Sign in again, and it arrives.")
        return _("Your certificate arrives with the next sync"), _(
            "The module is completed and saved on this computer."
        )

    @property
    def is_guest(self) -> bool:
        """Whether there is no account yet that a certificate could be made for."""
        return sync_state(self._desk).guest

    def _has_completed(self) -> bool:
        return is_started(self._desk) and any(kept.state == "completed" for kept in record(self._desk).values())

    def _take(self, entries: tuple[CertificateEntry, ...], wanted: str) -> None:
        self.rows.set(tuple(map(row_of, entries)))
        if any(entry.number == wanted for entry in entries):
            self.open(wanted)


def _read(desk: Desk) -> tuple[CertificateEntry, ...]:
    return certificates(desk) if is_started(desk) else ()


_STATES = {
    "valid": "",
    "superseded": marked("superseded"),
    "expired": marked("expired"),
    "revoked": marked("revoked"),
}
"""What is said of each state that a server knows; one that we do not know is shown as it came."""


def row_of(entry: CertificateEntry) -> CertificateRow:
    """A certificate in words."""
    parts = (
        _("Awarded on {day}").format(day=day(entry.awarded)),
        _("number {number}").format(number=entry.number),
        _(_STATES.get(entry.state, entry.state)),
        "" if entry.on_disk else _("comes with the next sync"),
    )
    return CertificateRow(entry.number, entry.title, " · ".join(filter(None, parts)), entry.on_disk)
