"""The way to the server: trying it step by step, and the name and password that a proxy asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.network import keep_proxy_login
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.actions.try_connection import try_connection
from cor_desktop.errors import Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.observable import Observable
from cor_desktop.sync.network import Step
from cor_desktop.words import _

LONGEST = 12
"""Seconds after which whoever looks on says `give_up`: a system may look for a name for longer than anybody waits."""


class ConnectionPresenter:
    """Holds `steps` (what was tried so far), `busy`, `trouble`, and `asks`: a proxy wants name and password.

    `then` is called when these were typed: what waits is sent.
    """

    def __init__(self, desk: Desk, background: Background, then: Callable[[], None]) -> None:
        self._desk = desk
        self._background = background
        self._then = then
        self._under_way: Iterator[Step] | None = None
        self.busy = Observable(False)
        self.steps: Observable[tuple[Step, ...]] = Observable(())
        self.asks = Observable(False)
        self.trouble: Observable[Trouble | None] = Observable(None)

    def test(self) -> None:
        """Try the way from its beginning."""
        self.stop()
        self.steps.set(())
        self.trouble.set(None)
        self.busy.set(True)
        self._under_way = try_connection(self._desk)
        self._next(self._under_way)

    def stop(self) -> None:
        """End it at once; what still comes of it is dropped."""
        self._under_way = None
        self.busy.set(False)

    def give_up(self) -> None:
        """It takes longer than anybody waits."""
        if self.busy.value:
            self.stop()
            self._add(Step(False, _("The next step got no answer at all, so it was given up.")))

    def heard(self, outcome: SyncOutcome | None) -> None:
        """A sync met a proxy that asks, or got through."""
        if outcome is not None and (outcome.proxy_asks or outcome.kind == "sent"):
            self.asks.set(outcome.proxy_asks)

    def use_login(self, name: str, password: str) -> None:
        """Keep name and password for the proxy, and go through it."""
        self.trouble.set(None)
        self._background.run(lambda: keep_proxy_login(self._desk, name, password), self._kept, self.trouble.set)

    def _kept(self, _done: None) -> None:
        self.asks.set(False)
        self._then()

    def _next(self, under_way: Iterator[Step]) -> None:
        self._background.run(
            lambda: next(under_way, None),
            lambda step: self._told(under_way, step),
            lambda trouble: self._failed(under_way, trouble),
        )

    def _told(self, under_way: Iterator[Step], step: Step | None) -> None:
        if under_way is not self._under_way:
            return
        if step is None:
            self.stop()
            return
        self._add(step)
        self._next(under_way)

    def _failed(self, under_way: Iterator[Step], trouble: Trouble) -> None:
        if under_way is self._under_way:
            self.stop()
            self.trouble.set(trouble)

    def _add(self, step: Step) -> None:
        self.steps.set((*self.steps.value, step))
        if step.asks:
            self.asks.set(True)
