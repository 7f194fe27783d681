from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.ui.certificates import CertificatesPage
from cor_desktop.ui.house import House
from tests.factories.paper import a_pdf
from tests.fakes.finding import button, page_of, words_on
from tests.fakes.messages import Answers
from tests.fakes.server import FakeServer


@pytest.fixture
def page(ana_house: House, ana: Desk, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> CertificatesPage:
    """With one certificate, fetched."""
    monkeypatch.setattr("tests.fakes.server.PDF", a_pdf())
    server.award(ana.learner().id, "COR-1")
    ana_house.sync.sync_now()
    ana_house.go("certificates")
    return page_of(ana_house, CertificatesPage)


def test_a_certificate_opens_in_the_window_and_closes(page: CertificatesPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page.list, "Open"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert page.paper is not None and page.paper.isVisible()
    assert page.paper.accessibleName().startswith("Certificate: A module. Awarded on 24 November 2026")
    qtbot.mouseClick(button(page.viewer, "Back to the list"), Qt.MouseButton.LeftButton)
    assert page.list.isVisible() and not page.viewer.isVisible()


def test_a_certificate_is_printed_on_a_sheet_of_its_own(page: CertificatesPage, answers: Answers, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page.list, "Open"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(page.viewer, "Print …"), Qt.MouseButton.LeftButton)
    assert answers.asked == ["Certificate"]
    assert answers.place is not None
    with pypdfium2.PdfDocument(answers.place) as printed:
        assert len(printed) == 1
        assert printed[0].render(scale=0.2).to_pil().convert("L").getextrema() == (0, 255)


def test_whoever_changes_their_mind_prints_nothing(page: CertificatesPage, answers: Answers, qtbot: QtBot) -> None:
    answers.place = None
    qtbot.mouseClick(button(page.list, "Open"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(page.viewer, "Print …"), Qt.MouseButton.LeftButton)
    assert answers.asked == ["Certificate"]


def test_a_certificate_is_saved(page: CertificatesPage, answers: Answers, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(page.list, "Save as …"), Qt.MouseButton.LeftButton)
    assert answers.asked == ["COR certificate COR-1.pdf"]
    assert answers.place is not None and answers.place.read_bytes().startswith(b"%PDF")
    assert page.trouble.words.startswith("The certificate is saved.")


def test_whoever_changes_their_mind_saves_nothing(page: CertificatesPage, answers: Answers, qtbot: QtBot) -> None:
    answers.place = None
    qtbot.mouseClick(button(page.list, "Save as …"), Qt.MouseButton.LeftButton)
    assert page.trouble.words == ""


def test_a_place_that_takes_no_file_is_told(
    page: CertificatesPage, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    answers.place = tmp_path / "nowhere" / "mine.pdf"
    qtbot.mouseClick(button(page.list, "Save as …"), Qt.MouseButton.LeftButton)
    assert page.trouble.words.startswith("The certificate could not be saved there.")


def test_a_place_with_a_number_opens_that_certificate(page: CertificatesPage, ana_house: House) -> None:
    ana_house.go("home")
    ana_house.navigation.go("certificates", "COR-1")
    assert page.viewer.isVisible()


def test_a_certificate_that_is_left_is_closed(page: CertificatesPage, ana_house: House) -> None:
    ana_house.navigation.go("certificates", "COR-1")
    ana_house.go("home")
    assert page.paper is None


def test_a_document_that_is_none_is_told(ana_house: House, ana: Desk, server: FakeServer) -> None:
    server.award(ana.learner().id, "COR-1")
    ana_house.sync.sync_now()
    ana_house.navigation.go("certificates", "COR-1")
    assert "This document cannot be shown." in words_on(page_of(ana_house, CertificatesPage))


def test_an_empty_page_says_what_to_do(guest_house: House, qtbot: QtBot) -> None:
    guest_house.go("certificates")
    page = page_of(guest_house, CertificatesPage)
    assert page.empty.words.startswith("No certificates yet Complete a module")
    qtbot.mouseClick(page.register, Qt.MouseButton.LeftButton)
    assert guest_house.navigation.place.value.page == "register"


def test_a_certificate_that_arrives_appears_by_itself(ana_house: House, ana: Desk, server: FakeServer) -> None:
    ana_house.go("certificates")
    page = page_of(ana_house, CertificatesPage)
    server.award(ana.learner().id, "COR-1")
    ana_house.sync.sync_now()
    assert "COR-1" in words_on(page.list)
