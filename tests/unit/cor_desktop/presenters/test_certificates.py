from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.ending import end_here
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.errors import NotSaved, SignInAgain
from cor_desktop.presenters.certificates import CertificateRow, CertificatesPresenter
from tests.factories.modules import a_module
from tests.fakes.background import AtOnce
from tests.fakes.server import PDF, FakeServer

MODULE = a_module("one")


@pytest.fixture
def awarded(ana: Desk, server: FakeServer) -> CertificatesPresenter:
    server.award(ana.learner().id, "COR-1")
    synchronize(ana)
    return CertificatesPresenter(ana, AtOnce())


def complete(desk: Desk) -> None:
    open_activity(desk, MODULE, "one")
    finish_activity(desk, MODULE, "one")
    finish_module(desk, MODULE)


def test_a_certificate_is_listed_in_words(awarded: CertificatesPresenter) -> None:
    awarded.refresh()
    words = "Awarded on 24 November 2026 · number COR-1"
    assert awarded.rows.value == (CertificateRow("COR-1", "A module", words, on_disk=True),)


def test_a_certificate_opens(awarded: CertificatesPresenter) -> None:
    awarded.refresh("COR-1")
    assert awarded.document.value == PDF + b"COR-1"
    awarded.close()
    assert awarded.document.value is None


def test_a_certificate_is_saved_where_the_learner_wants(awarded: CertificatesPresenter, tmp_path: Path) -> None:
    awarded.save("COR-1", tmp_path / "mine.pdf")
    assert (tmp_path / "mine.pdf").read_bytes() == PDF + b"COR-1"
    assert awarded.saved.value == tmp_path / "mine.pdf"


def test_a_place_that_takes_no_file_is_told(awarded: CertificatesPresenter, tmp_path: Path) -> None:
    awarded.save("COR-1", tmp_path / "nowhere" / "mine.pdf")
    assert isinstance(awarded.trouble.value, NotSaved)


def test_the_file_has_a_name_that_says_what_it_is() -> None:
    assert CertificateRow("COR-1", "A module", "", True).file_name == "COR certificate COR-1.pdf"


def test_before_the_first_start_there_is_nothing(desk: Desk) -> None:
    presenter = CertificatesPresenter(desk, AtOnce())
    presenter.refresh()
    assert presenter.rows.value == ()
    assert presenter.empty_words[0] == "No certificates yet"


def test_a_guest_who_completed_a_module_needs_an_account(guest: Desk) -> None:
    complete(guest)
    presenter = CertificatesPresenter(guest, AtOnce())
    assert presenter.is_guest
    assert presenter.empty_words[0] == "Your certificate waits for an account"


def test_a_certificate_that_is_not_here_yet_arrives_with_the_next_sync(ana: Desk) -> None:
    complete(ana)
    assert CertificatesPresenter(ana, AtOnce()).empty_words[0] == "Your certificate arrives with the next sync"


def test_who_is_signed_out_is_asked_to_sign_in(ana: Desk) -> None:
    complete(ana)
    end_here(ana, ana.learner().id, SignInAgain())
    assert CertificatesPresenter(ana, AtOnce()).empty_words[0] == "Your certificate is waiting"


def test_a_locked_list_is_told(awarded: CertificatesPresenter, ana: Desk) -> None:
    ana.session.close()
    end_here(ana, ana.learner().id, SignInAgain())
    awarded.refresh()
    assert awarded.trouble.value is not None
