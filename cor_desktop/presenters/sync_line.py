"""The line at the bottom and the page behind it: where the learner's work stands, and sending it by itself."""

from __future__ import annotations

import datetime
import random

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.synchronize import SyncOutcome, synchronize
from cor_desktop.actions.views import SyncState, sync_state
from cor_desktop.clock import local_time
from cor_desktop.errors import Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import moment
from cor_desktop.presenters.observable import Observable
from cor_desktop.sync.backoff import LONGEST_ASKED, WHILE_UNSENT, wait_after_failures
from cor_desktop.words import _, ngettext

_AFTER_SLEEP = (3.0, 20.0)
"""Seconds, drawn by chance: a room full of lids is opened at once."""


class SyncPresenter:
    """Syncs on the learner's word and by itself; says how things stand.

    `line` is the sentence at the bottom, `wait` the seconds until `tick` should be called (0: no need),
    `arrived` counts certificates that came since the start, `outcome` is how the last sync went.
    """

    def __init__(self, desk: Desk, background: Background, chance: random.Random) -> None:
        self._desk = desk
        self._background = background
        self._chance = chance
        self._failures = 0
        self._quiet_until = 0.0
        self._again = False
        self.busy = Observable(False)
        self.arrived = Observable(0)
        self.outcome: Observable[SyncOutcome | None] = Observable(None)
        self.wait = Observable(0.0)
        self.trouble: Observable[Trouble | None] = Observable(None)
        self.state = Observable(sync_state(desk))
        self.line = Observable(self._line())

    def refresh(self) -> None:
        """Look again at what is saved and sent; reads only this computer."""
        self.state.set(sync_state(self._desk))
        self.line.set(self._line())

    def say_anew(self) -> None:
        """The language is another: what was said in the one before is not said any more."""
        self.trouble.set(None)
        self.refresh()

    def work_kept(self, finished: bool) -> None:
        """Something the learner did was saved: tell it in the line, and send it where an activity was `finished`."""
        self.refresh()
        if finished:
            self.tick()

    def page_kept(self) -> None:
        """A page was opened: that is sent with the next sync, which comes by itself after a while."""
        self.refresh()
        if not self.wait.value:
            self._plan(None)

    def tick(self) -> None:
        """Send by itself: at the start, after work, when a network appears, and when `wait` is over.

        Not before the moment that the server asked to wait for; the learner's own word counts at once.
        """
        state = self.state.value
        waits = state.unsent or state.visits or not state.signed_in
        asked_to_wait = self._desk.clock.read().boot < self._quiet_until
        if waits and state.can_send and not state.working_offline and not asked_to_wait:
            self.sync_now()

    def woke(self) -> None:
        """The computer slept: what waits is tried once soon, when its network had time to come back."""
        state = self.state.value
        if (state.unsent or state.visits) and state.can_send and not state.working_offline:
            self.wait.set(self._chance.uniform(*_AFTER_SLEEP))

    def start(self) -> None:
        """The program starts, or somebody signed in: look for what is new even where nothing is unsent."""
        self.refresh()
        if self.state.value.can_send and not self.state.value.working_offline:
            self.sync_now()

    def sync_now(self) -> None:
        """Sync in the background; while one sync runs, another is only noted."""
        if self.busy.value:
            self._again = True
            return
        self._again = False
        self._be_busy(True)
        self._background.run(lambda: synchronize(self._desk), self._done, self._failed)

    def work_offline(self, offline: bool) -> None:
        """Pull the cable, or plug it in again."""
        try:
            self._desk.settings.set("work_offline", offline)
        except Trouble as trouble:
            self.trouble.set(trouble)
        self.start()

    @property
    def queue(self) -> str:
        """How much is not sent, in a sentence."""
        unsent = self.state.value.unsent
        if not unsent and self.state.value.visits and self.state.value.last_sync:
            return _("What you learned is sent. Which pages you opened follows later.")
        if not unsent:
            return (
                _("Everything on this computer is sent.")
                if self.state.value.last_sync
                else _("Nothing waits to be sent.")
            )
        return ngettext(
            "{count} item not sent yet. It is saved on this computer.",
            "{count} items not sent yet. They are saved on this computer.",
            unsent,
        ).format(count=unsent)

    @property
    def server(self) -> str:
        """Where it is sent, in a sentence where that is not known."""
        return self._desk.settings.server_address or _(
            "No server address is set yet. It is asked for when you sign in."
        )

    @property
    def last_time(self) -> str:
        """When the last sync was, in a sentence."""
        last = self.state.value.last_sync
        return _last_sync(moment(last, self._now())) if last else _("There has been no sync yet.")

    def _be_busy(self, busy: bool) -> None:
        self.busy.set(busy)
        self.line.set(self._line())

    def _done(self, outcome: SyncOutcome) -> None:
        failed = outcome.kind in ("offline", "trouble")
        self._failures = self._failures + 1 if failed else 0
        self.trouble.set(None)
        self._be_busy(False)
        self.refresh()
        self.arrived.set(self.arrived.value + outcome.new_certificates)
        self._plan(outcome.retry_after)
        self.outcome.set(outcome)
        if self._again and not failed:
            self.tick()

    def _failed(self, trouble: Trouble) -> None:
        self._failures += 1
        self.trouble.set(trouble)
        self._be_busy(False)
        self.refresh()
        self._plan(None)

    def _plan(self, retry_after: int | None) -> None:
        """Try again later, while something is unsent; sooner and with chance after a failure."""
        state = self.state.value
        asked = min(retry_after or 0, LONGEST_ASKED)
        self._quiet_until = self._desk.clock.read().boot + asked if asked else 0.0
        self.wait.set(0.0)
        if not (state.unsent or state.visits) or not state.can_send or state.working_offline:
            return
        waits = wait_after_failures(self._failures, self._chance, retry_after) if self._failures else WHILE_UNSENT
        self.wait.set(waits)

    def _now(self) -> datetime.datetime:
        reading = self._desk.clock.read()
        return local_time(reading.wall, reading.offset)

    def _line(self) -> str:
        return sentence(self.state.value, self.busy.value, self._now())


def sentence(state: SyncState, busy: bool, now: datetime.datetime) -> str:
    """The line at the bottom, for example "Saved on this computer · 3 items not sent yet · last sync Tuesday 14:10"."""
    parts = [_("Saved on this computer")]
    if state.nobody:
        return " · ".join([*parts, _("nobody is signed in")])
    if state.guest:
        return " · ".join([*parts, _("no account yet")])
    if busy:
        parts.append(_("sending"))
    else:
        parts.append(_not_sent(state.unsent) if state.unsent else _("all sent"))
    if state.working_offline:
        parts.append(_("working offline"))
    elif not state.signed_in:
        parts.append(_("sign in to send") if state.unsent and not state.can_send else _("signed out"))
    if state.last_sync:
        parts.append(_("last sync {moment}").format(moment=moment(state.last_sync, now)))
    return " · ".join(parts)


def _not_sent(count: int) -> str:
    return ngettext("{count} item not sent yet", "{count} items not sent yet", count).format(count=count)


def _last_sync(moment: str) -> str:
    """ "at 14:10", but "on 3 May" and "on Tuesday 14:10"."""
    is_today = moment[0].isdigit() and ":" in moment
    words = _("The last sync was at {moment}.") if is_today else _("The last sync was on {moment}.")
    return words.format(moment=moment)
