"""A scene, one moment at a time: the way taken, what followed from the last step, and the moment that is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cor_desktop.presenters.activities.scenario import Moment, ScenarioPresenter
from cor_desktop.ui.activities.past_moment import PastMoment
from cor_desktop.ui.activities.pieces import Feedback, plain
from cor_desktop.ui.activities.rows import ActionRow
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.reveal import reveal
from cor_desktop.ui.widgets.text import Label, LinkButton
from cor_desktop.words import _, marked
from cor_protocol.module import Ending, ScenarioOption

_TONES = {
    "strong": (marked("Where it came to rest: well"), "note-good"),
    "mixed": (marked("Where it came to rest: some of it well, some of it not"), "note"),
    "costly": (marked("Where it came to rest: at a cost"), "note-warm"),
}


class ScenarioWidget(Column):
    """The page of a scenario. A new moment gets the focus and is read out; the way to it stands above, in short."""

    def __init__(self, presenter: ScenarioPresenter, references: References) -> None:
        super().__init__(gap=4)
        self._presenter = presenter
        self._references = references
        self._past: list[tuple[Moment, PastMoment]] = []
        self._way = Column(gap=0)
        self._follows = Feedback(references)
        self._here = Column()
        for part in (self._way, self._follows, self._here):
            self.add(part)
        presenter.moments.subscribe(self._go_on)
        self._show(presenter.moments.value)

    def _go_on(self, moments: tuple[Moment, ...]) -> None:
        moment = self._show(moments)
        moment.begin()
        told = [moments[-2].follows] if len(moments) > 1 else []
        announce(moment, " ".join(plain(html) for html in (*told, *moment.told) if html))
        reveal(*((self._follows,) if told else ()), moment)

    def _show(self, moments: tuple[Moment, ...]) -> _OpenMoment:
        self._show_way(moments[:-1])
        follows = moments[-2].follows if len(moments) > 1 else None
        self._follows.setVisible(bool(follows))
        if follows:
            self._follows.show_words(_("What followed"), follows)
        moment = _OpenMoment(self._presenter, self._references)
        self._here.clear()
        self._here.add(moment)
        return moment

    def _show_way(self, past: tuple[Moment, ...]) -> None:
        """Keep the rows of moments that are as they were; make the others anew."""
        kept = 0
        while kept < min(len(past), len(self._past)) and self._past[kept][0] == past[kept]:
            kept += 1
        for _moment, row in self._past[kept:]:
            row.hide()
            row.deleteLater()
        del self._past[kept:]
        for place in range(kept, len(past)):
            row = PastMoment(place, past[place], self._references, partial(self._presenter.go_back_to, place))
            self._way.add(row)
            self._past.append((past[place], row))
        for moment, row in self._past:
            row.be_latest(moment is past[-1])
        self._way.setVisible(bool(past))


class _OpenMoment(Card):
    """The moment that is open: what happens and what one can do, or where the scene came to rest."""

    def __init__(self, presenter: ScenarioPresenter, references: References) -> None:
        super().__init__(gap=3)
        self._presenter = presenter
        self._references = references
        node = presenter.moments.value[-1].node
        self.told = (node.say, node.ending.takeaway if node.ending else "")
        self._heading = Label(_("Moment {number}").format(number=len(presenter.moments.value)), "caption")
        self.add(self._heading)
        self.add(CitedProse(references, node.say))
        for option in node.options:
            self.add(self._row(option))
        if node.ending:
            self._add_ending(node.ending)

    def begin(self) -> None:
        """Take the focus: the next thing that Tab or the arrow key reaches is what can be done here."""
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        first = self.findChild(ActionRow)
        if event.key() == Qt.Key.Key_Down and isinstance(first, ActionRow):
            first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _row(self, option: ScenarioOption) -> ActionRow:
        row = ActionRow(option.text, partial(self._presenter.take, option))
        if self._presenter.was_tried(option):
            row.mark = "tried"
            row.setAccessibleDescription(_("You went this way before."))
            row.setToolTip(row.accessibleDescription())
        return row

    def _add_ending(self, ending: Ending) -> None:
        heading, tone = _TONES[ending.tone]
        note = Feedback(self._references)
        self.add(note)
        note.show_words(_(heading), ending.takeaway, tone)
        if seen := self._presenter.endings_seen():
            self.add(Label(seen, "muted"))
        again = Flow()
        again.add(LinkButton(_("Play the scene once more"), partial(self._presenter.go_back_to, 0)))
        self.add(again)
