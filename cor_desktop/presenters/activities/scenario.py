"""A branching scene, moment by moment, that can be gone back over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _
from cor_protocol.module import Html, Node, Scenario, ScenarioOption


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of the scene, and the option taken there; None while it is open."""

    node: Node
    taken: ScenarioOption | None = None

    @property
    def follows(self) -> Html | None:
        """What follows from the option taken."""
        return self.taken.feedback if self.taken else None


class ScenarioPresenter:
    """`moments` is the way taken so far, its last moment being the open one or the ending.

    Which ways were tried and which endings seen is known while the page is shown, for whoever plays it once more.
    """

    def __init__(self, activity: Scenario) -> None:
        self.activity = activity
        self.moments: Observable[tuple[Moment, ...]] = Observable((Moment(activity.node(activity.start)),))
        self.through = Observable(False)
        self._tried: set[tuple[str, ScenarioOption]] = set()
        self._seen: set[str] = set()

    def take(self, option: ScenarioOption) -> None:
        """Act in the moment that is open, and come to the next one."""
        *before, now = self.moments.value
        after = Moment(self.activity.node(option.goto))
        self._tried.add((now.node.id, option))
        if after.node.ending is not None:
            self._seen.add(after.node.id)
        self.moments.set((*before, replace(now, taken=option), after))
        if after.node.ending is not None:
            self.through.set(True)

    def was_tried(self, option: ScenarioOption) -> bool:
        """Whether this was done before in the moment that is open."""
        return (self.moments.value[-1].node.id, option) in self._tried

    def endings_seen(self) -> str:
        """How many of the scene's endings were seen, in a sentence; nothing where there is only one."""
        total = sum(node.ending is not None for node in self.activity.nodes)
        if total == 1:
            return ""
        if len(self._seen) == total:
            return _("You have seen all {total} endings of this scene.").format(total=total)
        return _("You have seen {seen} of {total} endings.").format(seen=len(self._seen), total=total)

    def go_back_to(self, place: int) -> None:
        """Return to an earlier moment (from 0) and act differently; what came after it is gone."""
        self.moments.set((*self.moments.value[:place], Moment(self.moments.value[place].node)))

    def waiting(self) -> str:
        """That the scene has not come to its end."""
        return _("The scene has not come to its end yet.")
