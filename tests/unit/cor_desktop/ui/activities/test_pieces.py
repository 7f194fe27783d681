from __future__ import annotations

from pytestqt.qtbot import QtBot

from cor_desktop.ui.activities.pieces import Feedback, plain
from cor_desktop.ui.activities.rows import ActionRow
from cor_desktop.ui.citations import References
from cor_protocol.module import Scenario
from tests.fakes.player import Player


def test_the_words_of_html_are_said_without_its_marks() -> None:
    assert plain("<p>You <em>looked</em> &amp; <strong>said</strong> it.</p>") == "You looked & said it."


def test_feedback_says_its_heading_and_words_to_a_screen_reader(qtbot: QtBot) -> None:
    note = Feedback(References())
    qtbot.addWidget(note)
    assert note.isHidden()
    note.show_words("What follows", "<p>She looks up.</p>", "note-good")
    assert (note.accessibleName(), note.property("role")) == ("What follows. She looks up.", "note-good")


def test_what_is_new_is_brought_into_view_from_its_top(qtbot: QtBot, player: Player) -> None:
    player.open(Scenario)
    player.click(player.find(ActionRow)[0])
    assert player.page.view
    bar = player.page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    follows = player.find(Feedback)[0]
    assert follows.visibleRegion().boundingRect().size() == follows.size()
