"""Steps to put in order: dragged by mouse, moved by buttons, or by Alt with the arrow keys."""

from __future__ import annotations

import itertools

from cor_desktop.learning.feedback import StepFeedback
from cor_desktop.presenters.activities.order import OrderPresenter
from cor_desktop.ui.activities.order_step import OrderStep
from cor_desktop.ui.activities.pieces import Feedback
from cor_desktop.ui.citations import References
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.reveal import reveal
from cor_desktop.ui.widgets.text import Label, LinkButton, QuietButton
from cor_desktop.words import _


class OrderWidget(Column):
    """The page of an order: its steps, and below them why they stand as they do."""

    def __init__(self, presenter: OrderPresenter, references: References) -> None:
        super().__init__(gap=4)
        self._presenter = presenter
        self._list = Column(gap=2)
        heard(self._list, "list")
        self._feedback = Feedback(references)
        self._cards = {text: OrderStep(text, self) for text in presenter.arranged.value}
        look = Flow()
        self._ours = LinkButton(_("Lay them in our order"), presenter.lay_ours)
        self._ours.hide()
        look.add(QuietButton(_("See how it fits"), presenter.look))
        look.add(self._ours)
        self.add(Label(presenter.activity.prompt, "label"))
        self.add(Label(_("Drag a step, or lift it with Space and move it with the arrow keys."), "muted"))
        for part in (self._list, look, self._feedback):
            self.add(part)
        presenter.arranged.subscribe(self._arrange)
        presenter.feedback.subscribe(self._show)
        self._arrange(presenter.arranged.value)

    def shift(self, card: OrderStep, distance: int) -> None:
        """Move a step up (-1) or down (1), and say where it stands then."""
        place = self.place_of(card)
        if self._presenter.move(place, place + distance):
            moved = _("{step}, moved up.") if distance < 0 else _("{step}, moved down.")
            announce(card, moved.format(step=self._standing(card)))
            reveal(card)

    def lift(self, card: OrderStep) -> None:
        """Say that the arrow keys move a step now."""
        words = _("Lifted. {step}. The arrow keys move it, Space puts it down, Escape puts it back.")
        announce(card, words.format(step=self._standing(card)))

    def put_down(self, card: OrderStep, back: int | None = None) -> None:
        """Leave a step where it is, or put it `back` to the place, from 0, where it was lifted."""
        if back is not None:
            self._presenter.move(self.place_of(card), back)
        announce(card, _("Put down. {step}.").format(step=self._standing(card)))

    def focus_beside(self, card: OrderStep, distance: int) -> None:
        """Go to the step above (-1) or below (1)."""
        if beside := self._card_at(self.place_of(card) + distance):
            beside.setFocus()

    def drag(self, card: OrderStep, y: int) -> None:
        """Follow the pointer: the step takes the place of the neighbour whose middle the pointer has passed."""
        place = self.place_of(card)
        for distance in (-1, 1):
            beside = self._card_at(place + distance)
            if beside and (y - beside.geometry().center().y()) * distance > 0:
                self._presenter.move(place, place + distance)
                break
        reveal(card)

    def _standing(self, card: OrderStep) -> str:
        return _("Step {place} of {total}").format(place=self.place_of(card) + 1, total=len(self._cards))

    def place_of(self, card: OrderStep) -> int:
        """Where a step stands, from 0."""
        return self._presenter.arranged.value.index(card.text)

    def _card_at(self, place: int) -> OrderStep | None:
        texts = self._presenter.arranged.value
        return self._cards[texts[place]] if 0 <= place < len(texts) else None

    def _arrange(self, texts: tuple[str, ...]) -> None:
        for place, text in enumerate(texts):
            card = self._cards[text]
            if self._list.body.indexOf(card) != place:
                self._list.body.removeWidget(card)
                self._list.body.insertWidget(place, card)
            card.stand(place, len(texts))
            card.raise_()  # screen readers meet the steps in this order
        self._list.body.activate()
        stops = [stop for text in texts for stop in self._cards[text].stops()]
        for one, other in itertools.pairwise(stops):
            self.setTabOrder(one, other)

    def _show(self, feedback: tuple[StepFeedback, ...]) -> None:
        for card in self._cards.values():
            card.judge("", "tag")
        for step in feedback if not self._presenter.ours else ():
            self._cards[step.text].judge(*_verdict(step))
        self._ours.setVisible(any(not step.in_place for step in feedback))
        self._feedback.setVisible(bool(feedback))
        if feedback:
            said = _("Our order, and why") if self._presenter.ours else _sum(feedback)
            self._feedback.show_words(said, self._presenter.activity.feedback, "note-good")
            self._feedback.speak()


def _verdict(step: StepFeedback) -> tuple[str, str]:
    if step.in_place:
        return _("We would put it here too"), "tag-good"
    return _("We would put it at {place}").format(place=step.belongs), "tag"


def _sum(feedback: tuple[StepFeedback, ...]) -> str:
    alike = sum(step.in_place for step in feedback)
    if alike == len(feedback):
        return _("You and we put every step in the same place")
    if not alike:
        return _("Our order, and why")
    words = _("You and we put {alike} of {total} steps in the same place")
    return words.format(alike=alike, total=len(feedback))
