from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from sync_server.certificates.certificate import Certificate, Paper
from sync_server.certificates.document import draw

CERTIFICATE = Certificate(
    number="COR-7F3K-92QX-M4TD",
    holder="Marisol Okafor",
    title="What a relationship changes",
    objectives=("Say what research finds", "Notice whom you reach", "Plan one small change"),
    started=date(2026, 9, 3),
    completed=date(2026, 11, 20),
    hours=(("Professional learning", 0.5), ("Equity", 1)),
    awarded=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
    issuer="COR at Cedar Valley",
    verify_url="https://cor.example.org/verify/COR-7F3K-92QX-M4TD",
)
SIXTY = "Aurélie-Clémentine Vandenbroucke-Østergård de la Fontaine-Né"


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return reader(pdf).pages[0].extract_text()


def _picture(pdf: bytes) -> Any:
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=2).to_pil()
    document.close()
    return picture


def codes_in(pdf: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(_picture(pdf))]


@pytest.mark.parametrize(
    "wanted",
    [
        "Marisol Okafor",
        "What a relationship changes",
        "Notice whom you reach",
        "3 September 2026",
        "20 November 2026",
        "0.5 contact hours",
        "1 contact hour",
        "COR-7F3K-92QX-M4TD",
        "Issued by COR at Cedar Valley",
        "cor.example.org/verify/",
    ],
)
def test_what_a_certificate_says_can_be_read_out_of_it(wanted: str) -> None:
    assert wanted in text_of(draw(CERTIFICATE))


@pytest.mark.parametrize(("paper", "size"), [("letter", (792, 612)), ("a4", (842, 595))])
def test_a_certificate_is_one_landscape_page(paper: Paper, size: tuple[int, int]) -> None:
    pages = reader(draw(CERTIFICATE, paper)).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [size]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_its_code_leads_to_the_check_page(paper: Paper) -> None:
    assert codes_in(draw(CERTIFICATE, paper)) == [CERTIFICATE.verify_url]


def test_a_name_of_sixty_letters_stays_whole() -> None:
    assert len(SIXTY) == 60
    assert SIXTY in text_of(draw(replace(CERTIFICATE, holder=SIXTY)))


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("name", ["M" * 100 + " " + "W" * 150, "Maria " * 41, "Ann " * 30 + "Onwards"])
def test_the_longest_name_stays_inside_the_border(paper: Paper, name: str) -> None:
    drawn, nameless = (_picture(draw(replace(CERTIFICATE, holder=holder), paper)) for holder in (name, "."))
    from PIL import ImageChops

    left, top, right, bottom = ImageChops.difference(drawn, nameless).getbbox() or (0, 0, 0, 0)
    millimetre = drawn.width / {"letter": 279.4, "a4": 297.0}[paper]
    assert left > 20 * millimetre and right < drawn.width - 20 * millimetre
    assert bottom - top < 19 * millimetre


@pytest.mark.parametrize("name", ["李 Lei", "שלום", "😀 Smile", "", " "])
def test_a_name_that_cannot_be_drawn_is_neither_halved_nor_left_out_in_silence(name: str) -> None:
    assert "the person named on the check page" in text_of(draw(replace(CERTIFICATE, holder=name)))


def test_a_name_in_letters_that_the_fonts_lack_is_drawn_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert draw(replace(CERTIFICATE, holder="李 Lei")).startswith(b"%PDF-")
    assert caplog.text == ""


def test_a_certificate_without_a_known_start_leaves_it_out() -> None:
    assert "Started" not in text_of(draw(replace(CERTIFICATE, started=None)))


def test_the_same_credential_gives_the_same_bytes() -> None:
    assert draw(CERTIFICATE) == draw(CERTIFICATE)


def test_the_file_says_what_it_is_and_who_issued_it() -> None:
    file = reader(draw(CERTIFICATE))
    assert file.metadata is not None
    assert file.metadata.title == "Certificate of completion: What a relationship changes, Marisol Okafor"
    assert file.metadata.author == "COR at Cedar Valley"
    assert str(file.root_object["/Lang"]) == "en"
    assert file.metadata.creation_date == CERTIFICATE.awarded


def test_every_font_is_embedded() -> None:
    resources: Any = reader(draw(CERTIFICATE)).pages[0]["/Resources"]
    descriptors = [font.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for font in resources["/Font"].values()]
    assert ["/FontFile2" in descriptor for descriptor in descriptors] == [True, True, True]
