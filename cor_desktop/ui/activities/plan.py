"""A plan: steps to tick, for as long as the page is open, and a blank sheet to print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cor_desktop.presenters.activities.plan import PlanPresenter
from cor_desktop.ui.activities.rows import TickRow
from cor_desktop.ui.widgets.box import Column, Row
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _
from cor_protocol.module import Step


class PlanWidget(Column):
    """The page of a plan. `print_out` and `save` take the blank sheet to paper, or to where the learner wants it."""

    def __init__(self, presenter: PlanPresenter, print_out: Callable[[], None], save: Callable[[], None]) -> None:
        super().__init__(gap=4)
        for place, step in enumerate(presenter.activity.steps):
            self.add(_step(step, partial(presenter.tick, place)))
        if presenter.activity.printable:
            self.add(Label(_("The sheet is blank, with room to write. Ticks are not kept."), "muted"))
            sheet = Flow()
            sheet.add(QuietButton(_("Print the plan"), print_out))
            sheet.add(QuietButton(_("Save it as a PDF"), save))
            self.add(sheet)


def _step(step: Step, tick: Callable[[], None]) -> Column:
    both = Column(gap=1)
    row = TickRow(step.text, tick)
    row.setAccessibleDescription(step.hint)
    both.add(row)
    if step.hint:
        below = Row(gap=0)
        below.gap(6)
        below.add(Label(step.hint, "muted"), 1)
        both.add(below)
    return both
