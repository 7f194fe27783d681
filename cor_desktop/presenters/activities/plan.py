"""A plan to tick for oneself. What is printed of it (`presenters/sheets.py`) knows no ticks."""

from __future__ import annotations

from cor_desktop.presenters.activities.base import Restful
from cor_desktop.presenters.observable import Observable
from cor_protocol.module import Plan


class PlanPresenter(Restful):
    """`ticked` holds the places of ticked steps, from 0, while the page is shown."""

    def __init__(self, activity: Plan) -> None:
        super().__init__()
        self.activity = activity
        self.ticked: Observable[frozenset[int]] = Observable(frozenset())

    def tick(self, place: int) -> None:
        """Tick a step, or take the tick back."""
        self.ticked.set(self.ticked.value ^ {place})
