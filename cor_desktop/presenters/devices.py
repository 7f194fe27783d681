"""The computers an account is signed in on, and ending one of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.devices import devices, end_device
from cor_desktop.clock import local_time
from cor_desktop.errors import Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import weekday
from cor_desktop.presenters.observable import Observable
from cor_desktop.sync.server import ListedDevice
from cor_desktop.words import _


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One computer as the list shows it. `endable`: it is signed in, and is not this one."""

    id: int
    title: str
    words: str
    endable: bool


class DevicesPresenter:
    """Holds `lines` (None until they are known), `busy`, `ended` (a sentence) and `trouble`.

    `rows` are the lines as the server told them.
    """

    def __init__(self, desk: Desk, background: Background) -> None:
        self._desk = desk
        self._background = background
        self.rows: tuple[ListedDevice, ...] = ()
        self.lines: Observable[tuple[DeviceLine, ...] | None] = Observable(None)
        self.busy = Observable(False)
        self.ended = Observable("")
        self.trouble: Observable[Trouble | None] = Observable(None)

    def refresh(self) -> None:
        """Ask the server."""
        self._ask(lambda: devices(self._desk), "")

    def sign_out_there(self, line: DeviceLine) -> None:
        """End the sign-in on another computer, at once."""
        self._ask(lambda: _end(self._desk, line.id), _("“{title}” is signed out.").format(title=line.title))

    def _ask(self, work: Callable[[], tuple[ListedDevice, ...]], ended: str) -> None:
        if self.busy.value:
            return
        self.busy.set(True)
        self.ended.set("")
        self.trouble.set(None)
        self._background.run(work, lambda rows: self._told(rows, ended), self._failed)

    def _told(self, rows: tuple[ListedDevice, ...], ended: str) -> None:
        self.busy.set(False)
        self.rows = rows
        self.lines.set(tuple(self._line(row) for row in rows))
        self.ended.set(ended)

    def _failed(self, trouble: Trouble) -> None:
        self.busy.set(False)
        self.trouble.set(trouble)

    def _line(self, row: ListedDevice) -> DeviceLine:
        reading = self._desk.clock.read()
        today = local_time(reading.wall, reading.offset).date()
        seen = local_time(int(row.last_seen.timestamp()), reading.offset).date()
        title = _("This computer") if row.this else row.platform or _("A computer")
        parts = [row.platform] if row.this else []
        parts += [
            f"COR Desktop {row.client}",
            _("shared computer") if row.shared else "",
            _seen(row, seen, today),
        ]
        return DeviceLine(row.id, title, " · ".join(filter(None, parts)), row.signed_in and not row.this)


def _seen(row: ListedDevice, seen: datetime.date, today: datetime.date) -> str:
    if not row.signed_in:
        return _("signed out, last seen {day}").format(day=weekday(seen, today))
    return _("in use now") if row.this else _("last seen {day}").format(day=weekday(seen, today))


def _end(desk: Desk, device: int) -> tuple[ListedDevice, ...]:
    end_device(desk, device)
    return devices(desk)
