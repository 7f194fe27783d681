from __future__ import annotations

from pytestqt.qtbot import QtBot

from cor_desktop.ui.activities.match_card import MatchCard


def test_a_card_says_its_letter_its_words_and_its_state(qtbot: QtBot) -> None:
    card = MatchCard("Grace asks why.", lambda: None)
    qtbot.addWidget(card)
    card.show_state("C", "Picked. Not joined yet.", held=True)
    assert card.accessibleName() == "C. Grace asks why."
    assert card.accessibleDescription() == "Picked. Not joined yet."
    assert card.isChecked()


def test_a_card_without_a_letter_says_its_words_alone(qtbot: QtBot) -> None:
    card = MatchCard("“You don’t.”", lambda: None)
    qtbot.addWidget(card)
    card.show_state("", "Not joined yet.")
    assert card.accessibleName() == "“You don’t.”"


def test_a_letter_changes_how_a_card_looks(qtbot: QtBot) -> None:
    card = MatchCard("Grace asks why.", lambda: None)
    qtbot.addWidget(card)
    before = card.grab().toImage()
    card.show_state("C", "")
    assert card.grab().toImage() != before
