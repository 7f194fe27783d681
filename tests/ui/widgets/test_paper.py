from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.paper import DamagedDocument, Paper
from tests.factories.paper import a_pdf


def show(qtbot: QtBot, pages: int = 1) -> Paper:
    paper = Paper(a_pdf(pages), "A document")
    qtbot.addWidget(paper)
    paper.resize(400, paper.heightForWidth(400))
    return paper


def test_a_page_is_drawn_as_wide_as_there_is_room(qtbot: QtBot) -> None:
    drawn = show(qtbot).grab().toImage()
    assert drawn.pixelColor(100, 100) == QColor("black")
    assert drawn.pixelColor(300, 300) == QColor("white")


def test_pages_lie_below_one_another(qtbot: QtBot) -> None:
    assert show(qtbot, 2).heightForWidth(400) == 2 * show(qtbot).heightForWidth(400)


def test_a_wider_place_makes_a_larger_page(qtbot: QtBot) -> None:
    paper = show(qtbot)
    assert paper.heightForWidth(800) > 1.9 * paper.heightForWidth(400)


def test_what_is_no_pdf_is_told(qapp: QApplication) -> None:
    with pytest.raises(DamagedDocument):
        Paper(b"%PDF-1.4 not really", "A document")
