"""Certificates come with the sync, once, and open offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cor_desktop.actions.certificates import certificate_pdf, certificates, save_certificate
from cor_desktop.actions.change_password import change_password
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.errors import Locked, NoCertificateYet, NotSaved, Offline
from tests.fakes.a_desk import come_in
from tests.fakes.server import PDF, FakeServer


@pytest.fixture
def awarded(registered: Desk, server: FakeServer) -> Desk:
    """Ana has a certificate on the server."""
    server.award(registered.learner().id, "COR-1")
    return registered


def cut(token: str, number: str) -> bytes:
    raise Offline


def test_a_certificate_arrives_with_the_sync(awarded: Desk) -> None:
    assert synchronize(awarded).new_certificates == 1
    (entry,) = certificates(awarded)
    assert (entry.number, entry.title, entry.state, entry.on_disk) == ("COR-1", "A module", "valid", True)
    assert entry.completed is not None and entry.completed.rule == "own"


def test_a_certificate_is_fetched_once(awarded: Desk, server: FakeServer) -> None:
    synchronize(awarded)
    server.certificate_pdf = cut  # type: ignore[method-assign]
    assert synchronize(awarded).kind == "sent"


def test_a_document_that_did_not_come_is_fetched_the_next_time(awarded: Desk, server: FakeServer) -> None:
    whole = server.certificate_pdf
    server.certificate_pdf = cut  # type: ignore[method-assign]
    assert synchronize(awarded).kind == "offline"
    with pytest.raises(NoCertificateYet):
        certificate_pdf(awarded, "COR-1")
    server.certificate_pdf = whole  # type: ignore[method-assign]
    assert synchronize(awarded).new_certificates == 1


def test_a_certificate_opens_without_a_network(awarded: Desk, server: FakeServer) -> None:
    synchronize(awarded)
    server.fault = lambda: cut("", "")  # type: ignore[assignment]
    assert certificate_pdf(awarded, "COR-1") == PDF + b"COR-1"


def test_certificates_sealed_with_a_lost_secret_come_again_after_signing_in(
    awarded: Desk, start_again: Callable[[], Desk]
) -> None:
    synchronize(awarded)
    awarded.vault.forget()
    desk = start_again()
    assert synchronize(desk).kind == "trouble"
    come_in(desk, "ana@example.org", "four quiet words here")
    assert synchronize(desk).new_certificates == 1
    assert certificate_pdf(desk, "COR-1").startswith(PDF)


def test_certificates_are_shut_while_the_window_is_locked(awarded: Desk) -> None:
    synchronize(awarded)
    lock(awarded)
    for ask in (lambda: certificates(awarded), lambda: certificate_pdf(awarded, "COR-1")):
        with pytest.raises(Locked):
            ask()
    unlock(awarded, "four quiet words here")
    assert certificate_pdf(awarded, "COR-1").startswith(PDF)


def test_a_changed_password_keeps_the_certificates_that_are_here(awarded: Desk, server: FakeServer) -> None:
    synchronize(awarded)
    change_password(awarded, "four quiet words here", "five other quiet words")
    server.certificate_pdf = cut  # type: ignore[method-assign]
    assert certificate_pdf(awarded, "COR-1").startswith(PDF)


def test_a_certificate_is_sealed_on_disk(awarded: Desk, tmp_path: Path) -> None:
    synchronize(awarded)
    files = [path for path in (tmp_path / "desk").rglob("*") if path.is_file()]
    assert not any(b"a certificate" in path.read_bytes() for path in files)


def test_a_certificate_is_saved_where_the_learner_wants_it(awarded: Desk, tmp_path: Path) -> None:
    synchronize(awarded)
    save_certificate(awarded, "COR-1", tmp_path / "mine.pdf")
    assert (tmp_path / "mine.pdf").read_bytes() == PDF + b"COR-1"


def test_a_place_that_refuses_it_is_told(awarded: Desk, tmp_path: Path) -> None:
    synchronize(awarded)
    with pytest.raises(NotSaved, match="Choose another folder"):
        save_certificate(awarded, "COR-1", tmp_path / "missing" / "mine.pdf")


def test_a_certificate_that_was_revoked_is_shown_as_such_after_the_next_sync(awarded: Desk, server: FakeServer) -> None:
    synchronize(awarded)
    server.revoke(awarded.learner().id)
    assert synchronize(awarded).new_certificates == 0
    assert [entry.state for entry in certificates(awarded)] == ["revoked"]


def test_a_number_nobody_knows_is_not_there(registered: Desk) -> None:
    with pytest.raises(NoCertificateYet):
        certificate_pdf(registered, "COR-9")
