from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.my_data.parts import READABLE, SEALED, Group, Line, Part
from cor_desktop.ui.my_data.ledger import Ledger
from cor_desktop.ui.my_data.part_card import PartCard
from cor_desktop.ui.widgets.text import Label, QuietButton
from tests.fakes.finding import words_on


def test_a_part_is_shown_with_all_it_has(qtbot: QtBot) -> None:
    card = PartCard(Part("About you", ("A sentence.",), (Line("Name", "Ana"),), (Group("More", 0, tuple),), SEALED))
    qtbot.addWidget(card)
    assert words_on(card).splitlines() == ["About you", "Sealed", "A sentence.", "", "More · 0 items"]
    assert card.findChildren(Ledger)[0].toPlainText().split() == ["Name", "Ana"]
    assert len(card.folds) == 1


def test_the_tag_shows_whether_it_is_sealed(qtbot: QtBot) -> None:
    for tag, role in ((SEALED, "tag-good"), (READABLE, "tag")):
        card = PartCard(Part("A part", (), tag=tag))
        qtbot.addWidget(card)
        assert [label.property("role") for label in card.findChildren(Label) if label.text() == tag] == [role]


def test_what_can_be_done_stands_below(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    card = PartCard(Part("A part", ()))
    qtbot.addWidget(card)
    card.offer(do := QuietButton("Do it", lambda: pressed.append(True)))
    qtbot.mouseClick(do, Qt.MouseButton.LeftButton)
    assert pressed == [True]
