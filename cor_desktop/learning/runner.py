"""How a learner goes through a module: an event in, a new state and effects out. Pure; nothing here reads or writes.

A run knows which pages were opened and been through, never what was answered on them: the same steps taken with
opposite answers give the same effects.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from cor_protocol.module import Module


@dataclass(frozen=True, slots=True)
class Opened:
    """The learner comes to a page from outside, e.g. when the module opens where they left it."""

    activity: str


@dataclass(frozen=True, slots=True)
class BeenThrough:
    """The page tells whether the learner has been through what it asks. Which answers they gave, it does not tell."""

    activity: str
    through: bool


@dataclass(frozen=True, slots=True)
class ContinuePressed:
    """On to the next page."""


@dataclass(frozen=True, slots=True)
class SkipPressed:
    """On to the next page, with this one left open."""


@dataclass(frozen=True, slots=True)
class BackPressed:
    """To the page before."""


@dataclass(frozen=True, slots=True)
class Jumped:
    """To a page picked in the outline."""

    activity: str


@dataclass(frozen=True, slots=True)
class FinishPressed:
    """The module is to be completed."""


Event = Opened | BeenThrough | ContinuePressed | SkipPressed | BackPressed | Jumped | FinishPressed


@dataclass(frozen=True, slots=True)
class RecordOpened:
    """Keep that the activity was opened, and that it is where the learner is."""

    activity: str


@dataclass(frozen=True, slots=True)
class RecordFinished:
    """Keep that the activity is finished."""

    activity: str


@dataclass(frozen=True, slots=True)
class RecordCompleted:
    """Keep that the module is completed."""


@dataclass(frozen=True, slots=True)
class Show:
    """Show the page of this activity."""

    activity: str


@dataclass(frozen=True, slots=True)
class AskThrough:
    """Say that the page still waits for something, and offer to skip it."""

    activity: str


@dataclass(frozen=True, slots=True)
class AskOpen:
    """Name the required activities that are still open; ids, in the module's order."""

    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Celebrate:
    """Show the completion."""


Effect = RecordOpened | RecordFinished | RecordCompleted | Show | AskThrough | AskOpen | Celebrate


@dataclass(frozen=True, slots=True)
class Run:
    """Where a learner is in a module. Every set holds activity ids; `here` is None before the first page."""

    order: tuple[str, ...]
    required: frozenset[str]
    opened: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()
    completed: bool = False
    here: str | None = None
    through: bool = False

    @property
    def at_last(self) -> bool:
        """Whether no page comes after this one."""
        return self.here == self.order[-1]

    @property
    def at_first(self) -> bool:
        """Whether no page comes before this one."""
        return self.here == self.order[0]

    @property
    def open(self) -> tuple[str, ...]:
        """The required activities that are not finished yet, in the module's order."""
        return tuple(one for one in self.order if one in self.required and one not in self.finished)


Step = tuple[Run, tuple[Effect, ...]]


def start(module: Module, opened: Collection[str], finished: Collection[str], completed: bool) -> Run:
    """Take up a module from its record. Ids that this version of the module does not have are left aside."""
    order = tuple(activity.id for activity in module.activities)
    required = frozenset(activity.id for activity in module.activities if activity.required)
    known = frozenset(order)
    return Run(order, required, known & set(opened), known & set(finished), completed)


def step(run: Run, event: Event) -> Step:
    """Answer one event. An event that does not fit (a page unknown, a page not shown) changes nothing."""
    match event:
        case Opened(activity):
            return _show(run, activity)
        case Jumped(activity):
            return (run, ()) if activity == run.here else _show(run, activity)
        case BeenThrough(activity, through):
            return (replace(run, through=through), ()) if activity == run.here else (run, ())
        case ContinuePressed():
            return _continue(run)
        case SkipPressed():
            return _neighbour(run, 1)
        case BackPressed():
            return _neighbour(run, -1)
        case FinishPressed():
            return _finish(run)


def _show(run: Run, activity: str) -> Step:
    if activity not in run.order:
        return run, ()
    shown = replace(run, here=activity, through=False, opened=run.opened | {activity})
    return shown, (RecordOpened(activity), Show(activity))


def _neighbour(run: Run, distance: int) -> Step:
    if run.here is None:
        return run, ()
    place = run.order.index(run.here) + distance
    return _show(run, run.order[place]) if 0 <= place < len(run.order) else (run, ())


def _continue(run: Run) -> Step:
    if run.here is None or run.at_last:
        return _finish(run)
    if not run.through and run.here not in run.finished:
        return run, (AskThrough(run.here),)
    run, finished = _finish_here(run, run.here)
    run, shown = _neighbour(run, 1)
    return run, finished + shown


def _finish_here(run: Run, here: str) -> Step:
    """Finish this page where the learner has been through it and it is not finished yet."""
    if not run.through or here in run.finished:
        return run, ()
    return replace(run, finished=run.finished | {here}), (RecordFinished(here),)


def _finish(run: Run) -> Step:
    if run.here is None:
        return run, ()
    run, finished = _finish_here(run, run.here)
    if run.open:
        return run, (*finished, AskOpen(run.open))
    completed = () if run.completed else (RecordCompleted(),)
    return replace(run, completed=True), (*finished, *completed, Celebrate())
