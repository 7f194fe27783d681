from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.blocks import block_widgets
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.figure import FigureWidget
from cor_desktop.ui.widgets.text import Label
from cor_protocol.module import Block, EvidenceBox, Figure, Html, Prose, Sureness, TryTomorrow


def made(qtbot: QtBot, *blocks: Block) -> list[QWidget]:
    widgets = list(block_widgets(blocks, References(), lambda _name: b""))
    for widget in widgets:
        qtbot.addWidget(widget)
    return widgets


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_text_and_pictures_stand_in_their_order(qtbot: QtBot) -> None:
    widgets = made(qtbot, Prose(Html("<p>a</p>")), Figure("a.svg", "alt"), Prose(Html("<p>b</p>")))
    assert [type(widget) for widget in widgets] == [CitedProse, FigureWidget, CitedProse]


@pytest.mark.parametrize(
    ("sureness", "heading"),
    [
        ("strong", "How sure are we?   ●●●  Strong"),
        ("promising", "How sure are we?   ●●○  Promising"),
        ("idea", "How sure are we?   ●○○  An idea"),
    ],
)
def test_how_sure_we_are_is_said_in_words_and_dots(qtbot: QtBot, sureness: Sureness, heading: str) -> None:
    assert words(made(qtbot, EvidenceBox(sureness, Html("<p>x</p>")))[0]) == [heading]


def test_a_screen_reader_hears_how_sure_we_are_without_the_dots(qtbot: QtBot) -> None:
    (box,) = made(qtbot, EvidenceBox("promising", Html("<p>x</p>")))
    (heading,) = box.findChildren(Label)
    assert heading.accessibleName() == "How sure are we? Promising"


def test_what_to_try_tomorrow_has_a_box(qtbot: QtBot) -> None:
    assert words(made(qtbot, TryTomorrow(Html("<p>x</p>")))[0]) == ["Try tomorrow"]
