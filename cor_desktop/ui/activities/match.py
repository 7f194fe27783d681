"""Pairs to find: pick a card on the left, then the card that goes with it."""

from __future__ import annotations

from html import escape

from cor_desktop.learning.feedback import PairFeedback
from cor_desktop.presenters.activities.match import MatchPresenter
from cor_desktop.ui.activities.match_board import MatchBoard
from cor_desktop.ui.activities.pieces import Feedback
from cor_desktop.ui.citations import References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.reveal import reveal
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _


class MatchWidget(Column):
    """The page of a match: the board, and below it what belongs together and why."""

    def __init__(self, presenter: MatchPresenter, references: References) -> None:
        super().__init__(gap=4)
        self._presenter = presenter
        self._references = references
        self._guide = Label("", "muted")
        self._board = MatchBoard(presenter)
        self._why = Column(gap=3)
        self._look = QuietButton(_("See what fits"), presenter.look)
        buttons = Flow()
        buttons.add(self._look)
        self.add(Label(presenter.activity.prompt, "label"))
        self.add(Label(_("Click a card and then its partner, drag, or use the arrow keys and Space."), "muted"))
        for part in (self._guide, self._board, buttons, self._why):
            self.add(part)
        presenter.held.subscribe(lambda _: self._say_next())
        presenter.feedback.subscribe(self._show)
        self._say_next()

    def _say_next(self) -> None:
        held = self._presenter.held.value
        if held is None:
            self._say(_("All are joined. You can still pick a card on the left and join it anew."))
        else:
            self._say(_("Pick the card that goes with {letter}.").format(letter=self._board.letter(held)))
        self._look.setEnabled(self._presenter.ready)

    def _show(self, feedback: tuple[PairFeedback, ...]) -> None:
        self._why.clear()
        if feedback:
            alike = sum(pair.together for pair in feedback)
            words = _("You and we joined {alike} of {total} alike. Below is why each belongs together.")
            found = words.format(alike=alike, total=len(feedback))
            announce(self._why, found)
            self._why.add(Label(found, "label"))
            reveal(self._why)
        for pair in feedback:
            note = Feedback(self._references)
            self._why.add(note)
            heading = f"{self._board.letter(pair.left)}. {pair.left}"
            note.show_words(heading, _joined(pair) + pair.why, "note-good" if pair.together else "note")

    def _say(self, words: str) -> None:
        self._guide.setText(words)
        announce(self._guide, words)


def _joined(pair: PairFeedback) -> str:
    """What belongs to a left side, beside what the learner put there."""
    if pair.together:
        lines = [_("You and we joined it with: {words}").format(words=pair.belongs)]
    else:
        lines = [
            _("You joined it with: {words}").format(words=pair.chosen),
            _("We would join it with: {words}").format(words=pair.belongs),
        ]
    return "".join(f"<p><em>{escape(line, quote=False)}</em></p>" for line in lines)
