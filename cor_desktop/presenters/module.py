"""A module while a learner is in it: its outline, the activity shown, what its buttons mean."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.views import ModuleRecord, record
from cor_desktop.errors import CourseTrouble, Trouble
from cor_desktop.learning import runner
from cor_desktop.learning.catalog import CatalogFault
from cor_desktop.presenters.activities.base import ActivityPresenter
from cor_desktop.presenters.activities.build import presenter_for
from cor_desktop.presenters.observable import Observable
from cor_protocol.module import Activity, Module

RowState = Literal["done", "open", "new"]


class Goes(Protocol):
    """Whatever can go to another page of the program."""

    def go(self, page: str, argument: str = "") -> None:
        """Go to the page of that name."""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One activity in the outline: `done`, `open` (seen and not finished) or `new`; `here` where it is shown now."""

    activity: str
    title: str
    minutes: float
    state: RowState
    here: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The activity on the page. `place` counts from 1; `last` turns Continue into Finish."""

    activity: Activity
    presenter: ActivityPresenter
    place: int
    of: int

    @property
    def last(self) -> bool:
        """Whether no activity comes after this one."""
        return self.place == self.of


@dataclass(frozen=True, slots=True)
class Waiting:
    """This page still waits for something, and can be skipped."""

    sentence: str


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Required activities to go back to before the module can be completed."""

    rows: tuple[OutlineRow, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Something went wrong in the world; in the trouble's words."""

    title: str
    sentence: str


Notice = Waiting | StillOpen | Told

_FINISHES = (runner.RecordFinished, runner.RecordCompleted)


def open_module(
    desk: Desk, key: str, navigate: Goes, chance: random.Random, kept: Callable[[bool], None]
) -> ModulePresenter:
    """Open the version of a module that the learner began, or where the course no longer has it, the newest.

    Raises CourseTrouble where the module cannot be read, or there is none of that key.
    """
    begun = record(desk).get(key)
    try:
        module = _version_of(desk, key, begun.version if begun else None)
    except CatalogFault as fault:
        raise CourseTrouble(fault.title.rstrip("."), fault.sentence) from fault
    except KeyError as missing:
        raise CourseTrouble from missing
    return ModulePresenter(desk, module, navigate, chance, kept)


def _version_of(desk: Desk, key: str, version: int | None) -> Module:
    try:
        return desk.catalog.module(key, version)
    except KeyError:
        return desk.catalog.module(key)


class ModulePresenter:
    """Takes a learner through one module. Call `begin` once, then listen to `shown`, `outline` and `notice`.

    `kept` hears that something was kept, and whether an activity or the module was finished: a time to send it.
    """

    def __init__(
        self, desk: Desk, module: Module, navigate: Goes, chance: random.Random, kept: Callable[[bool], None]
    ) -> None:
        self.module = module
        self._desk = desk
        self._navigate = navigate
        self._chance = chance
        self._kept = kept
        self._run = self._take_up()
        self.shown: Observable[Shown | None] = Observable(None)
        self.outline = Observable(self._rows())
        self.notice: Observable[Notice | None] = Observable(None)

    def begin(self) -> None:
        """Show the activity where the learner left the module, or the first."""
        begun = record(self._desk).get(self.module.key)
        position = begun.position if begun else None
        first = self.module.activities[0].id
        self._take(runner.Opened(position if position in self._run.order else first))

    def continue_(self) -> None:
        """On to the next activity; on the last one, finish the module."""
        self._take(runner.ContinuePressed())

    def skip(self) -> None:
        """On to the next activity, with this one left open."""
        self._take(runner.SkipPressed())

    def back(self) -> None:
        """To the activity before."""
        self._take(runner.BackPressed())

    def jump(self, activity: str) -> None:
        """To an activity picked in the outline."""
        self._take(runner.Jumped(activity))

    def dismiss(self) -> None:
        """Put the notice away."""
        self.notice.set(None)

    def picture(self, name: str) -> bytes:
        """A picture of the module; nothing where it cannot be read, for its words stand in its place."""
        try:
            return self._desk.catalog.media(self.module.key, name, self.module.version)
        except (CatalogFault, KeyError):
            return b""

    def help(self) -> None:
        """Go to the page that says how answers are kept private."""
        self._navigate.go("help", "reflections")

    def _take_up(self) -> runner.Run:
        begun = record(self._desk).get(self.module.key, ModuleRecord("new"))
        return runner.start(self.module, begun.opened, begun.finished, begun.state == "completed")

    def _take(self, event: runner.Event) -> None:
        """Decide, act, and only then be in the new state: what could not be saved did not happen."""
        run, effects = runner.step(self._run, event)
        self.notice.set(None)
        try:
            for effect in effects:
                self._record(effect)
        except Trouble as trouble:
            self.notice.set(Told(trouble.title, f"{trouble.meaning} {trouble.advice}".strip()))
            return
        self._run = run
        self.outline.set(self._rows())
        for effect in effects:
            self._show(effect)
        if effects:
            self._kept(any(isinstance(effect, _FINISHES) for effect in effects))

    def _record(self, effect: runner.Effect) -> None:
        match effect:
            case runner.RecordOpened(activity):
                open_activity(self._desk, self.module, activity)
            case runner.RecordFinished(activity):
                finish_activity(self._desk, self.module, activity)
            case runner.RecordCompleted():
                finish_module(self._desk, self.module)
            case _:
                pass

    def _show(self, effect: runner.Effect) -> None:
        match effect:
            case runner.Show(activity):
                self._show_activity(self.module.activity(activity))
            case runner.AskThrough():
                self.notice.set(Waiting(self._sentence()))
            case runner.AskOpen(activities):
                self.notice.set(StillOpen(tuple(row for row in self._rows() if row.activity in activities)))
            case runner.Celebrate():
                self._navigate.go("completion", self.module.key)
            case _:
                pass

    def _show_activity(self, activity: Activity) -> None:
        presenter = presenter_for(activity, self._chance)
        place = self._run.order.index(activity.id) + 1
        self.shown.set(Shown(activity, presenter, place, len(self._run.order)))
        tell = self._been_through(activity.id)
        presenter.through.subscribe(tell)
        tell(presenter.through.value)

    def _been_through(self, activity: str) -> Callable[[bool], None]:
        return lambda through: self._take_quietly(runner.BeenThrough(activity, through))

    def _take_quietly(self, event: runner.BeenThrough) -> None:
        """Being through has no effects of its own; it only answers a notice that asked for it."""
        self._run, _ = runner.step(self._run, event)
        if event.through and isinstance(self.notice.value, Waiting):
            self.notice.set(None)

    def _sentence(self) -> str:
        shown = self.shown.value
        return shown.presenter.waiting() if shown else ""

    def _rows(self) -> tuple[OutlineRow, ...]:
        return tuple(self._row(activity) for activity in self.module.activities)

    def _row(self, activity: Activity) -> OutlineRow:
        here = activity.id == self._run.here
        return OutlineRow(activity.id, activity.title, activity.minutes, self._state(activity.id), here)

    def _state(self, activity: str) -> RowState:
        if activity in self._run.finished:
            return "done"
        return "open" if activity in self._run.opened else "new"
