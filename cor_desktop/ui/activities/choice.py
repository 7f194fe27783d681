"""Questions to choose in. What follows from an option is said right below it."""

from __future__ import annotations

from functools import partial

from cor_desktop.learning.feedback import OptionFeedback
from cor_desktop.presenters.activities.choice import ChoicePresenter, ItemPresenter
from cor_desktop.ui.activities.pieces import Feedback, plain
from cor_desktop.ui.activities.rows import RadioRow, TickRow
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.reveal import reveal
from cor_desktop.ui.widgets.text import Label, LinkButton, QuietButton
from cor_desktop.words import _


class ChoiceWidget(Column):
    """The page of a choice: its questions below one another."""

    def __init__(self, presenter: ChoicePresenter, references: References) -> None:
        super().__init__(gap=5)
        for item in presenter.items:
            self.add(_Question(item, references))


class _Question(Card):
    """One question, its options and what they get back."""

    def __init__(self, presenter: ItemPresenter, references: References) -> None:
        super().__init__(gap=3)
        self._presenter = presenter
        self._references = references
        self._rows: dict[int, RadioRow | TickRow] = {}
        self._places: dict[int, Column] = {}
        self._notes: dict[int, Feedback] = {}
        self._hints = Column(gap=2)
        self._found = Label("", "label")
        self._found.hide()
        self.add(CitedProse(references, presenter.item.stem))
        for place in presenter.places:
            self._add_option(place)
        self.add(self._found)
        self.add(self._hints)
        self._look = QuietButton(_("See what follows"), presenter.look)
        self._more = LinkButton(_("Give me a hint"), presenter.hint)
        for button in (self._look, self._more):
            button.setAccessibleName(f"{button.text()}: {plain(presenter.item.stem)}")
        self._add_buttons()
        presenter.chosen.subscribe(self._show_chosen)
        presenter.feedback.subscribe(self._show_feedback)
        presenter.hints.subscribe(self._show_hints)

    def _add_option(self, place: int) -> None:
        kind = TickRow if self._presenter.many else RadioRow
        self._rows[place] = kind(self._presenter.item.options[place].text, partial(self._presenter.choose, place))
        self._places[place] = Column(gap=3)
        self._places[place].add(self._rows[place])
        self.add(self._places[place])

    def _note(self, place: int) -> Feedback:
        """The feedback below an option; made when it is first needed, so that the page opens fast."""
        if place not in self._notes:
            self._notes[place] = Feedback(self._references)
            self._places[place].add(self._notes[place])
        return self._notes[place]

    def _add_buttons(self) -> None:
        buttons = Flow()
        self._look.setEnabled(False)
        wanted = ((self._look, self._presenter.many), (self._more, bool(self._presenter.item.hints)))
        for button, is_wanted in wanted:
            if is_wanted:
                buttons.add(button)
        if any(is_wanted for _, is_wanted in wanted):
            self.add(buttons)

    def _show_chosen(self, chosen: frozenset[int]) -> None:
        for place, row in self._rows.items():
            row.setChecked(place in chosen)
        self._look.setEnabled(bool(chosen))

    def _show_feedback(self, feedback: tuple[OptionFeedback, ...]) -> None:
        for note in self._notes.values():
            note.hide()
        for given in feedback:
            self._note(given.option).show_words(*_heading(given), tone="note-good" if given.supported else "note")
        found = self._presenter.found()
        self._found.setText(found)
        self._found.setVisible(bool(found))
        if feedback:
            first = self._note(feedback[0].option)
            announce(first, f"{found} {first.accessibleName()}".strip())
            reveal(first)

    def _show_hints(self, hints: tuple[str, ...]) -> None:
        note = Feedback(self._references)
        self._hints.add(note)
        note.show_words(_("Hint"), hints[-1])
        note.speak()
        self._more.setVisible(len(hints) < len(self._presenter.item.hints))


def _heading(given: OptionFeedback) -> tuple[str, str]:
    if given.supported:
        return (_("The studies support this") if given.chosen else _("The studies support this too"), given.html)
    return (_("What follows from it"), given.html)
