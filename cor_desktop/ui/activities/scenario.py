"""A scene, moment by moment: what happens, what one can do, what follows. Any moment can be gone back to."""

from __future__ import annotations

from functools import partial

from cor_desktop.presenters.activities.scenario import Moment, ScenarioPresenter
from cor_desktop.ui.activities.pieces import Feedback, plain, reveal
from cor_desktop.ui.activities.rows import ActionRow
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Label, LinkButton
from cor_desktop.words import _, marked
from cor_protocol.module import Ending

_TONES = {
    "strong": (marked("Where it came to rest: well"), "note-good"),
    "mixed": (marked("Where it came to rest: some of it well, some of it not"), "note"),
    "costly": (marked("Where it came to rest: at a cost"), "note-warm"),
}


class ScenarioWidget(Column):
    """The page of a scenario: the moments so far below one another, the last one open."""

    def __init__(self, presenter: ScenarioPresenter, references: References) -> None:
        super().__init__(gap=4)
        self._presenter = presenter
        self._references = references
        self._shown: list[tuple[Moment, _MomentCard]] = []
        presenter.moments.subscribe(self._show)
        self._build(presenter.moments.value)

    def _show(self, moments: tuple[Moment, ...]) -> None:
        self._build(moments)
        newest = self._shown[-1][1]
        newest.start()
        before_newest = [card for _, card in self._shown[-2:-1]]
        before = moments[-2].follows if len(moments) > 1 else None
        announce(newest, " ".join(plain(html) for html in (before, moments[-1].node.say) if html))
        reveal(*(card.follows or card for card in before_newest), newest)

    def _build(self, moments: tuple[Moment, ...]) -> None:
        """Keep the cards of moments that are as they were; make the others anew."""
        kept = 0
        while kept < min(len(moments), len(self._shown)) and self._shown[kept][0] == moments[kept]:
            kept += 1
        for _moment, card in self._shown[kept:]:
            card.hide()
            card.deleteLater()
        del self._shown[kept:]
        for place in range(kept, len(moments)):
            card = _MomentCard(self._presenter, place, self._references)
            self.add(card)
            self._shown.append((moments[place], card))


class _MomentCard(Card):
    """One moment. An open one offers what one can do; a past one shows what was done and what followed."""

    def __init__(self, presenter: ScenarioPresenter, place: int, references: References) -> None:
        super().__init__(gap=3)
        self.follows: Feedback | None = None
        self._presenter = presenter
        self._place = place
        self._references = references
        moment = presenter.moments.value[place]
        self.add(CitedProse(references, moment.node.say))
        if moment.node.ending:
            self._add_ending(moment.node.ending)
        elif moment.taken:
            self._add_past(moment.taken.text, moment.taken.feedback)
        else:
            for option in moment.node.options:
                self.add(ActionRow(option.text, partial(presenter.take, option)))

    def start(self) -> None:
        """Put the focus on the first thing that can be done here."""
        first = self.findChild(ActionRow) or self.findChild(LinkButton)
        if isinstance(first, ActionRow | LinkButton):
            first.setFocus()

    def _add_past(self, text: str, follows: str) -> None:
        self.add(Label(_("You: {text}").format(text=text), "label"))
        self.follows = Feedback(self._references)
        self.add(self.follows)
        self.follows.show_words("", follows)
        self.add(self._way_back(_("Go back to this moment"), self._place))

    def _add_ending(self, ending: Ending) -> None:
        heading, tone = _TONES[ending.tone]
        note = Feedback(self._references)
        self.add(note)
        note.show_words(_(heading), ending.takeaway, tone)
        self.add(self._way_back(_("Play the scene once more"), 0))

    def _way_back(self, words: str, place: int) -> Flow:
        way = Flow()
        way.add(LinkButton(words, partial(self._presenter.go_back_to, place)))
        return way
