from __future__ import annotations

import contextlib
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from cor_desktop.errors import NotSaved
from cor_desktop.presenters.sheets import Sheet
from cor_desktop.ui.sheet import SheetKeeper, write_sheet
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.text import Button
from tests.fakes.player import Answers

ROW = "<tr><td><img src='box' width='18' height='18'></td><td>Look.<br><span class='room'>&nbsp;</span></td></tr>"
SHEET = Sheet("Two: weeks", f"<h1>Two weeks</h1><table>{ROW}</table>", "Printed blank.")


@pytest.fixture
def messages() -> Answers:
    return Answers()


@pytest.fixture
def notice(qtbot: QtBot, theme: Theme) -> Banner:
    notice = Banner()
    qtbot.addWidget(notice)
    return notice


def pages(path: Path) -> list[str]:
    with contextlib.closing(pypdfium2.PdfDocument(path)) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_a_sheet_is_a_pdf_with_its_foot(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_sheet(SHEET, path)
    (only,) = pages(path)
    assert only.split() == ["Two", "weeks", "Look.", "Printed", "blank."]


def test_a_long_sheet_numbers_its_pages(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    write_sheet(Sheet("Long", "<p>Talk about it.</p>" * 90, "A module"), path)
    written = [page.split()[-3:] for page in pages(path)]
    assert written == [["1", "/", "3"], ["2", "/", "3"], ["3", "/", "3"]]


def test_the_room_to_write_shrinks_before_a_second_page_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "rows.pdf"
    write_sheet(Sheet("Rows", f"<table>{ROW * 22}</table>", ""), path)
    assert len(pages(path)) == 1


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        write_sheet(SHEET, tmp_path / "nowhere" / "plan.pdf")


def test_what_was_saved_can_be_opened(
    notice: Banner, messages: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))
    messages.path = tmp_path / "plan.pdf"
    SheetKeeper(messages, notice).save(SHEET)
    assert notice.words == "The sheet is saved. plan.pdf can be opened and printed."
    next(button for button in notice.findChildren(Button) if button.text() == "Open it").click()
    assert opened == ["plan.pdf"]


def test_a_title_suggests_a_name_that_every_system_allows(notice: Banner, messages: Answers) -> None:
    SheetKeeper(messages, notice).save(SHEET)
    assert (messages.suggested, notice.words) == ("Two weeks.pdf", "")


def test_who_changes_their_mind_prints_nothing(notice: Banner, messages: Answers, tmp_path: Path) -> None:
    SheetKeeper(messages, notice).print_out(SHEET)
    assert list(tmp_path.iterdir()) == []
    messages.printed = tmp_path / "printed.pdf"
    SheetKeeper(messages, notice).print_out(SHEET)
    assert len(pages(messages.printed)) == 1
