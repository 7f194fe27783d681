"""The page My data: reads what is held here, asks the server what it holds, and saves copies of both."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.my_account import my_account
from cor_desktop.actions.my_data import Held, held_here, write_copy
from cor_desktop.actions.remembered import forget_name
from cor_desktop.clock import local_time
from cor_desktop.errors import Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.devices import DevicesPresenter
from cor_desktop.presenters.my_data.data_copy import as_json
from cor_desktop.presenters.my_data.page_copy import as_html
from cor_desktop.presenters.my_data.parts import Part
from cor_desktop.presenters.my_data.server import ServerSays
from cor_desktop.presenters.my_data.whole import Whole
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _


class MyDataPresenter:
    """Holds `here` (None until it is read), `there`, `remembered` (whether the sign-in shows the name), `nobody`.

    `saving` tells that a copy is being made, `saved` where it went, `forgotten` is a sentence, `trouble` is either's.
    """

    def __init__(self, desk: Desk, background: Background, devices: DevicesPresenter) -> None:
        self._desk = desk
        self._background = background
        self._devices = devices
        self._visit = 0
        self._says = ServerSays()
        self._held: Held | None = None
        self.here: Observable[tuple[Part, ...] | None] = Observable(None)
        self.there: Observable[Part | None] = Observable(None)
        self.nobody = Observable(False)
        self.has_account = Observable(False)
        self.remembered = Observable(False)
        self.saving = Observable(False)
        self.saved: Observable[Path | None] = Observable(None)
        self.forgotten = Observable("")
        self.trouble: Observable[Trouble | None] = Observable(None)

    def refresh(self) -> None:
        """Read what is here anew, then ask the server where there is an account."""
        self._visit += 1
        visit = self._visit
        self.trouble.set(None)
        self._background.run(lambda: held_here(self._desk), lambda held: self._read(visit, held), self.trouble.set)

    def leave(self) -> None:
        """The page is left: nothing of it is kept, and nothing that is still on its way is shown."""
        self._visit += 1
        self._held, self._says = None, ServerSays()
        self.saved.set(None)
        self.forgotten.set("")
        self.has_account.set(False)
        self.remembered.set(False)
        self.here.set(None)
        self.there.set(None)

    def forget_my_name(self) -> None:
        """Let the sign-in of this computer no longer show the learner's name."""
        held = self._held
        if held is None:
            return
        try:
            forget_name(self._desk, held.learner)
        except Trouble as trouble:
            self.trouble.set(trouble)
            return
        self.remembered.set(False)
        self.forgotten.set(_("Your name is not shown at the sign-in any more."))

    @property
    def page_name(self) -> str:
        """What the copy to read is called where it is saved."""
        return f"{_('COR - my data')}.html"

    @property
    def data_name(self) -> str:
        """What the copy for other programs is called where it is saved."""
        return f"{_('COR - my data')}.json"

    def save_page(self, path: Path) -> None:
        """Save a copy to read."""
        self._save(path, lambda whole: as_html(whole, self._devices.lines.value or ()))

    def save_data(self, path: Path) -> None:
        """Save a copy for other programs."""
        self._save(path, lambda whole: as_json(whole, self._devices.rows))

    def _save(self, path: Path, made: Callable[[Whole], str]) -> None:
        if self.saving.value:
            return
        self.saving.set(True)
        self.saved.set(None)
        self.trouble.set(None)
        self._background.run(lambda: self._write(path, made), lambda _none: self._saved(path), self._not_saved)

    def _write(self, path: Path, made: Callable[[Whole], str]) -> None:
        held = held_here(self._desk)
        if held is not None:
            write_copy(path, made(self._whole(held, later=True)))

    def _saved(self, path: Path) -> None:
        self.saving.set(False)
        self.saved.set(path)

    def _not_saved(self, trouble: Trouble) -> None:
        self.saving.set(False)
        self.trouble.set(trouble)

    def _read(self, visit: int, held: Held | None) -> None:
        if visit != self._visit:
            return
        self._held = held
        self.nobody.set(held is None)
        self.has_account.set(held is not None and held.has_account)
        self.remembered.set(held is not None and held.sign_in is not None and held.sign_in.name_remembered)
        self.here.set(self._whole(held).here if held is not None else ())
        self._show_there()
        if held is not None and held.has_account:
            self._ask(visit)

    def _ask(self, visit: int) -> None:
        self._devices.refresh()
        self._background.run(
            lambda: my_account(self._desk),
            lambda account: self._told(visit, ServerSays(account, self._now())),
            lambda trouble: self._told(visit, ServerSays(trouble=trouble)),
        )

    def _told(self, visit: int, says: ServerSays) -> None:
        if visit == self._visit:
            self._says = says
            self._show_there()

    def _show_there(self) -> None:
        self.there.set(self._whole(self._held).there if self._held is not None else None)

    def _now(self) -> datetime.datetime:
        reading = self._desk.clock.read()
        return local_time(reading.wall, reading.offset)

    def _whole(self, held: Held, *, later: bool = False) -> Whole:
        return Whole(held, self._says, self._desk.catalog, self._desk.clock.read(), later=later)
