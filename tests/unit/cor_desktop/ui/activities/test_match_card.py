from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from cor_desktop.ui.activities.match_card import MatchCard


class Nowhere:
    """A board without other cards."""

    def cross_from(self, card: MatchCard) -> None:
        """There is no other side."""

    def drag(self, card: MatchCard, to: QPoint) -> None:
        """No line is drawn."""

    def drop(self, card: MatchCard, at: QPoint) -> None:
        """Nothing lies there."""


def test_a_card_says_its_letter_its_words_and_its_state(qtbot: QtBot) -> None:
    card = MatchCard("Grace asks why.", Nowhere(), lambda: None)
    qtbot.addWidget(card)
    card.show_state("C", "Picked. Not joined yet.", held=True)
    assert card.accessibleName() == "C. Grace asks why."
    assert card.accessibleDescription() == "Picked. Not joined yet."
    assert card.isChecked()


def test_a_card_without_a_letter_says_its_words_alone(qtbot: QtBot) -> None:
    card = MatchCard("“You don’t.”", Nowhere(), lambda: None)
    qtbot.addWidget(card)
    card.show_state("", "Not joined yet.")
    assert card.accessibleName() == "“You don’t.”"


def test_a_letter_changes_how_a_card_looks(qtbot: QtBot) -> None:
    card = MatchCard("Grace asks why.", Nowhere(), lambda: None)
    qtbot.addWidget(card)
    before = card.grab().toImage()
    card.show_state("C", "")
    assert card.grab().toImage() != before
