"""Draws a certificate as a PDF of one page. The only file that imports fpdf."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import segno
from fpdf import FPDF
from fpdf.enums import Align, WrapMode
from fpdf.fonts import TTFFont

from sync_server.certificates.certificate import Certificate, Paper
from sync_server.certificates.ornament import Point, rosette, woven_border

Colour = tuple[int, int, int]

# Where a name has letters that the fonts lack, fpdf logs the letters: a part of somebody's name.
logging.getLogger("fpdf").setLevel(logging.ERROR)

_FONTS = Path(__file__).with_name("fonts")
_LANGUAGE = "en"
_INK: Colour = (38, 42, 46)
_QUIET: Colour = (92, 98, 104)
_PINE: Colour = (18, 74, 82)
_AMBER: Colour = (186, 122, 42)
_MIST: Colour = (122, 160, 164)
_SIDES = 39.0  # millimetres between the page's edge and what is written, left and right
_CORNER = 16.1  # millimetres from both edges: the middle of the bend of the strands
_FOOT = 60.0  # millimetres from the lower edge: where the three columns of the foot begin
_FOOT_HEIGHT = 34.0
_SMALL_NAME = 14.0  # points: where one line would need less, a name takes more lines
_NOTES = 50.0  # millimetres: the width of the foot's text at the right


def draw(certificate: Certificate, paper: Paper = "letter") -> bytes:
    """Return the PDF for a certificate, landscape, with its fonts embedded."""
    page = _Page(paper)
    page.describe(certificate)
    page.ornament()
    page.statement(certificate)
    page.objectives(certificate)
    page.particulars(certificate)
    page.seal()
    page.check(certificate)
    return page.finish()


class _Page:
    """A landscape page, and the places on it."""

    def __init__(self, paper: Paper) -> None:
        self._pdf = FPDF(orientation="landscape", unit="mm", format=paper)
        self._pdf.set_margin(0)
        self._pdf.set_auto_page_break(False)
        self._pdf.c_margin = 0
        self._pdf.add_font("Sans", "", _FONTS / "NotoSans-Regular.ttf")
        self._pdf.add_font("Sans", "B", _FONTS / "NotoSans-Bold.ttf")
        self._pdf.add_font("Serif", "B", _FONTS / "NotoSerif-Bold.ttf")
        self._pdf.add_page()
        self._column = self._pdf.w - 2 * _SIDES
        self._shift = (self._pdf.h - 210.0) / 2  # the places below are for the height of A4

    def describe(self, certificate: Certificate) -> None:
        """Say in the file itself what it is, for readers and screen readers."""
        pdf = self._pdf
        pdf.set_title(f"Certificate of completion: {certificate.title}, {certificate.holder}")
        pdf.set_author(certificate.issuer)
        pdf.set_subject(f"Certificate {certificate.number}")
        pdf.set_creator("COR sync server")
        pdf.set_producer("COR sync server")  # without a version, so that an update changes no bytes
        pdf.set_creation_date(certificate.awarded)
        pdf.set_lang(_LANGUAGE)

    def ornament(self) -> None:
        """The woven strands, between two fine lines."""
        pdf = self._pdf
        strands = woven_border(pdf.w, pdf.h, inset=12.0, amplitude=2.4)
        for points, colour, width in zip(strands, (_MIST, _AMBER, _PINE), (0.3, 0.3, 0.42), strict=True):
            self._stroke(points, colour, width)
        self._frame(inset=7.6, radius=18.4, width=0.5)
        self._frame(inset=16.4, radius=9.6, width=0.25)
        for x in (_CORNER, pdf.w - _CORNER):
            for y in (_CORNER, pdf.h - _CORNER):
                self._corner((x, y))

    def statement(self, certificate: Certificate) -> None:
        """Who has it, and for what, in the middle of the page's upper half."""
        self._centred("CREATING OPPORTUNITIES THROUGH RELATIONSHIPS", 28.0, "Sans", "B", 8.5, _AMBER, spacing=1.6)
        self._centred("Certificate of Completion", 35.0, "Serif", "B", 34, _PINE)
        self._centred("This is to certify that", 56.0, "Sans", "", 11.5, _QUIET)
        self._holder(certificate.holder)
        self._rule(82.5, 104.0, _AMBER, 0.45)
        self._centred("has completed the professional development module", 87.0, "Sans", "", 11.5, _QUIET)
        self._centred(certificate.title, 95.5, "Serif", "B", 22, _PINE)

    def objectives(self, certificate: Certificate) -> None:
        """What the module is for: its objectives, as one block in the middle of the page."""
        if not certificate.objectives:
            return
        self._centred("whose objectives are", 109.5, "Sans", "", 11.5, _QUIET)
        self._pdf.set_font("Sans", "", 10.5)
        size = max(9.5, self._size_for(certificate.objectives, 10.5, self._column - 8))
        self._pdf.set_font_size(size)
        widest = max(self._pdf.get_string_width(text) for text in certificate.objectives)
        left = (self._pdf.w - min(widest, self._column - 8)) / 2
        top = self._shift + 118.0
        for text in certificate.objectives:
            top = self._objective(text, left, top)

    def particulars(self, certificate: Certificate) -> None:
        """When and how long, in the left column of the foot."""
        rows = [("Started", _day(certificate.started))] if certificate.started else []
        rows.append(("Completed", _day(certificate.completed)))
        rows += [(category, _hours(hours)) for category, hours in certificate.hours]
        rows.append(("Awarded", _day(certificate.awarded.date())))
        height = min(8.2, _FOOT_HEIGHT / len(rows))
        top = self._pdf.h - _FOOT + (_FOOT_HEIGHT - height * len(rows)) / 2
        for index, (label, value) in enumerate(rows):
            self._particular(label, value, top + index * height)

    def seal(self) -> None:
        """The issuer's mark, in the middle of the foot."""
        pdf = self._pdf
        middle = (pdf.w / 2, pdf.h - _FOOT + _FOOT_HEIGHT / 2)
        self._rosette(middle, 17.0, petals=12)
        pdf.set_fill_color(*_PINE)
        pdf.circle(*middle, 10.4, style="F")
        pdf.set_draw_color(255, 255, 255)
        pdf.set_line_width(0.3)
        pdf.circle(*middle, 9.4)
        self._centred("COR", middle[1] - self._shift - 4.4, "Serif", "B", 17, (255, 255, 255))

    def check(self, certificate: Certificate) -> None:
        """The number, the code and the address by which anybody can check it, in the right column of the foot."""
        right, top = self._pdf.w - _SIDES, self._pdf.h - _FOOT
        self._code(certificate.verify_url, right - 27.0, top + 3.5, 27.0)
        edge = right - 31.0
        self._right("Certificate number", edge, top + 4.5, "", 8, _QUIET)
        self._right(certificate.number, edge, top + 9.0, "B", 9, _INK)
        self._right("Scan the code to check it, or visit", edge, top + 17.5, "", 8, _QUIET)
        self._right(_address(certificate.verify_url), edge, top + 22.0, "B", 8, _INK)
        self._centred(f"Issued by {certificate.issuer}", self._pdf.h - self._shift - 23.8, "Sans", "", 8, _QUIET)

    def finish(self) -> bytes:
        """The file."""
        return bytes(self._pdf.output())

    def _holder(self, name: str) -> None:
        """The holder's name in one line; a very long one in up to three, small enough for them."""
        self._pdf.set_font("Serif", "B", 31)
        if not name.strip() or not self._has_letters_for(name):
            # Half a name, or a gap, would be worse: the check page shows every script.
            return self._centred("the person named on the check page", 67.5, "Serif", "B", 20, _INK)
        in_one_line = 31 * self._column / self._pdf.get_string_width(name)
        if in_one_line >= _SMALL_NAME:
            return self._centred(name, 64.5, "Serif", "B", 31, _INK)
        return self._lines(name, 63.5, min(_SMALL_NAME, 2.4 * in_one_line))

    def _has_letters_for(self, text: str) -> bool:
        """Tell whether the font that is set has every letter of the text."""
        font = self._pdf.current_font
        return isinstance(font, TTFFont) and all(ord(letter) in font.cmap for letter in text)

    def _lines(self, text: str, top: float, size: float) -> None:
        """Text in the middle of the page, over as many lines as it needs."""
        pdf = self._pdf
        pdf.set_font_size(size)
        pdf.set_text_color(*_INK)
        pdf.set_xy(_SIDES, self._shift + top)
        pdf.multi_cell(self._column, size * 0.42, text, align=Align.C)

    def _centred(
        self, text: str, top: float, family: str, style: str, size: float, colour: Colour, spacing: float = 0.0
    ) -> None:
        """One line in the middle of the page, `top` as on A4, smaller where it would not fit."""
        pdf = self._pdf
        pdf.set_font(family, style, size)
        pdf.set_char_spacing(spacing)
        pdf.set_font_size(self._size_for([text], size, self._column))
        pdf.set_text_color(*colour)
        pdf.set_xy(0, self._shift + top)
        pdf.cell(pdf.w, size * 0.5, text, align=Align.C)
        pdf.set_char_spacing(0)

    def _right(self, text: str, right: float, top: float, style: str, size: float, colour: Colour) -> None:
        """Text that ends at `right`; a long address goes on in the next line."""
        pdf = self._pdf
        pdf.set_font("Sans", style, size)
        pdf.set_text_color(*colour)
        pdf.set_xy(right - _NOTES, top)
        pdf.multi_cell(_NOTES, 3.8, text, align=Align.R, wrapmode=WrapMode.CHAR)

    def _objective(self, text: str, left: float, top: float) -> float:
        """One objective with its mark; returns where the next begins."""
        pdf = self._pdf
        pdf.set_fill_color(*_AMBER)
        pdf.circle(left - 4.0, top + 2.6, 0.75, style="F")
        pdf.set_text_color(*_INK)
        pdf.set_xy(left, top)
        pdf.multi_cell(self._column - 8, 5.2, text, align=Align.L)
        return pdf.get_y() + 1.0

    def _particular(self, label: str, value: str, top: float) -> None:
        """A label and its value in one line."""
        pdf = self._pdf
        pdf.set_xy(_SIDES, top)
        pdf.set_font("Sans", "", 8.5)
        pdf.set_font_size(self._size_for([label], 8.5, 38.0))
        pdf.set_text_color(*_QUIET)
        pdf.cell(40.0, 5.0, label)
        pdf.set_font("Sans", "B", 9.5)
        pdf.set_text_color(*_INK)
        pdf.cell(36.0, 5.0, value)

    def _size_for(self, texts: tuple[str, ...] | list[str], size: float, room: float) -> float:
        """The size in points, at most `size`, at which the widest of the texts fits in `room` millimetres."""
        widest = max(self._pdf.get_string_width(text) for text in texts)
        return size if widest <= room else max(6.0, size * room / widest)

    def _stroke(self, points: tuple[Point, ...], colour: Colour, width: float) -> None:
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(width)
        self._pdf.polyline(points)

    def _rosette(self, centre: Point, radius: float, petals: int) -> None:
        for points, colour in zip(rosette(centre, radius, petals), (_MIST, _AMBER, _MIST, _PINE), strict=True):
            self._stroke(points, colour, 0.25)

    def _corner(self, centre: Point) -> None:
        """A small seal over the bend of the strands, where waves would pinch."""
        self._pdf.set_fill_color(255, 255, 255)
        self._pdf.circle(*centre, 6.2, style="F")
        self._rosette(centre, 5.6, petals=8)
        self._pdf.set_fill_color(*_PINE)
        self._pdf.circle(*centre, 2.6, style="F")

    def _frame(self, inset: float, radius: float, width: float) -> None:
        pdf = self._pdf
        pdf.set_draw_color(*_PINE)
        pdf.set_line_width(width)
        pdf.rect(inset, inset, pdf.w - 2 * inset, pdf.h - 2 * inset, round_corners=True, corner_radius=radius)

    def _rule(self, top: float, length: float, colour: Colour, width: float) -> None:
        left, top = (self._pdf.w - length) / 2, self._shift + top
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(width)
        self._pdf.line(left, top, left + length, top)

    def _code(self, text: str, left: float, top: float, side: float) -> None:
        """A QR code with its quiet zone, in squares: it stays sharp in any print."""
        rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
        module = side / len(rows)
        self._pdf.set_fill_color(*_INK)
        for y, row in enumerate(rows):
            for x, length in _runs(row):
                self._pdf.rect(left + x * module, top + y * module, length * module, module, style="F")


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules stand in a row of a QR code, as (first, how many)."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _hours(hours: float) -> str:
    return f"{hours:g} contact hour" if hours == 1 else f"{hours:g} contact hours"


def _address(verify_url: str) -> str:
    """The check page's address as a person types it: without the scheme and the number."""
    return verify_url.partition("://")[2].rpartition("/")[0] + "/"
