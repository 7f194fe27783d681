"""Questions to choose in, each with feedback beside the options it speaks of."""

from __future__ import annotations

import random
from collections.abc import Callable

from cor_desktop.learning.feedback import OptionFeedback, choice_feedback, shuffled
from cor_desktop.presenters.activities.base import still_open
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, ngettext
from cor_protocol.module import Choice, ChoiceItem, Html


class ItemPresenter:
    """One question. Options are named by their place in the item; `places` is the order in which they are shown.

    Where one is to be chosen, its feedback comes at once; where many are, when the learner asks for it.
    """

    def __init__(self, item: ChoiceItem, chance: random.Random, answered: Callable[[], None]) -> None:
        self.item = item
        self.places = shuffled(len(item.options), chance, keep_order=not item.shuffle)
        self.chosen: Observable[frozenset[int]] = Observable(frozenset())
        self.feedback: Observable[tuple[OptionFeedback, ...]] = Observable(())
        self.hints: Observable[tuple[Html, ...]] = Observable(())
        self.answered = False
        self._tell_answered = answered

    @property
    def many(self) -> bool:
        """Whether more than one option may be chosen."""
        return self.item.select == "many"

    def choose(self, place: int) -> None:
        """Choose an option, or where many may be chosen, choose it or take it back."""
        if self.many:
            self.chosen.set(self.chosen.value ^ {place})
            self.feedback.set(())
        else:
            self.chosen.set(frozenset({place}))
            self.look()

    def look(self) -> None:
        """Show what follows from what is chosen; without a choice there is nothing to show."""
        if not self.chosen.value:
            return
        self.feedback.set(choice_feedback(self.item, self.chosen.value))
        self.answered = True
        self._tell_answered()

    def found(self) -> str:
        """What was found and what is still missing, in a sentence; nothing where one is chosen, or before the look."""
        if not self.many or not self.feedback.value:
            return ""
        supported = [one for one in self.feedback.value if one.supported]
        found = sum(one.chosen for one in supported)
        if found == len(supported):
            return _("You found all {total} that the studies support.").format(total=found)
        words = _("You found {found} of {total} that the studies support. What is missing is shown as well.")
        return words.format(found=found, total=len(supported))

    def hint(self) -> None:
        """Show one more hint, while there are any."""
        self.hints.set(self.item.hints[: len(self.hints.value) + 1])


class ChoicePresenter:
    """All questions of one activity; through when each was answered once."""

    def __init__(self, activity: Choice, chance: random.Random) -> None:
        self.activity = activity
        self.through = Observable(False)
        self.items = tuple(ItemPresenter(item, chance, self._count) for item in activity.items)

    def waiting(self) -> str:
        """How many questions are not answered yet."""
        count = self._open()
        sentence = ngettext("{number} question is still open.", "{number} questions are still open.", count)
        return still_open(sentence, count)

    def _count(self) -> None:
        self.through.set(self._open() == 0)

    def _open(self) -> int:
        return sum(not item.answered for item in self.items)
