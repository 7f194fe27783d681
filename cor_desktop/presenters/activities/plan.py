"""A plan to tick for oneself and to print blank."""

from __future__ import annotations

from html import escape

from cor_desktop.presenters.activities.base import Restful
from cor_desktop.presenters.observable import Observable
from cor_protocol.module import Plan, Step


class PlanPresenter(Restful):
    """`ticked` holds the places of ticked steps, from 0, while the page is shown."""

    def __init__(self, activity: Plan) -> None:
        super().__init__()
        self.activity = activity
        self.ticked: Observable[frozenset[int]] = Observable(frozenset())

    def tick(self, place: int) -> None:
        """Tick a step, or take the tick back."""
        self.ticked.set(self.ticked.value ^ {place})

    def blank_sheet(self) -> str:
        """The plan as HTML to print: always blank, because what is printed stays in the printer's queue."""
        return blank_sheet(self.activity)


def blank_sheet(activity: Plan) -> str:
    """The plan as HTML to print, each step with an empty box and a line to write on."""
    rows = "".join(_row(step) for step in activity.steps)
    return f"<h1>{escape(activity.title)}</h1><table width='100%' cellpadding='6'>{rows}</table>"


def _row(step: Step) -> str:
    hint = f"<br><i>{escape(step.hint)}</i>" if step.hint else ""
    line = "<hr>"
    return f"<tr><td width='28'><big>☐</big></td><td>{escape(step.text)}{hint}<br>{line}</td></tr>"
