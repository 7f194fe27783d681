"""What forms that speak to the server have in common: faults beside fields, waiting, and a trouble in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline, Refused, ServerTrouble, Trouble, WaitBeforeTrying, WrongCode
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.countdown import Countdown
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _
from cor_protocol.accounts import ORGANIZATION_TYPES

T = TypeVar("T")

NO_FAULTS: Mapping[str, str] = {}

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")


class FormPresenter:
    """Holds `faults` (field -> sentence), `busy` while the server is asked, and `trouble`.

    `wait` runs down where the next try must wait; until then nothing is asked.
    """

    def __init__(self, desk: Desk, background: Background) -> None:
        self._desk = desk
        self._background = background
        self.faults: Observable[Mapping[str, str]] = Observable(NO_FAULTS)
        self.busy = Observable(False)
        self.trouble: Observable[Trouble | None] = Observable(None)
        self.wait = Countdown(desk.clock)

    @property
    def needs_server(self) -> bool:
        """Whether no server address is known, so that the form must ask for it."""
        return not self._desk.settings.server_address

    @property
    def server(self) -> str:
        """Which server gets what is typed, as it can be told from others; empty where none is known."""
        return named_server(self._desk.settings.server_address)

    @property
    def working_offline(self) -> bool:
        """Whether the learner has pulled the cable in the program."""
        return self._desk.settings.work_offline

    def ask_server(
        self, faults: Mapping[str, str], server: str, work: Callable[[], T], then: Callable[[T], None]
    ) -> None:
        """Do `work` in the background, unless there are faults or no way to the server."""
        if self._has_no(faults) and self._may_ask(server):
            self._do(work, then)

    def ask_here(self, faults: Mapping[str, str], work: Callable[[], T], then: Callable[[T], None]) -> None:
        """The same for what can be answered on this computer, too, where the server is away."""
        if self._has_no(faults):
            self._do(work, then)

    def fault_of_server(self, server: str) -> dict[str, str]:
        """What is wrong with the address, where one is asked for."""
        if self.needs_server and not server_address(server):
            return {"server": _("Please type the address, for example https://cor.example.org.")}
        return {}

    def _has_no(self, faults: Mapping[str, str]) -> bool:
        """Show the faults; tell whether there are none and nothing else has to be waited for."""
        self.wait.tick()
        if self.wait.left.value:
            return False
        self.trouble.set(None)
        self.faults.set(dict(faults))
        return not faults and not self.busy.value

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self.busy.set(True)
        self._background.run(work, lambda result: self._answered(then, result), self._refused)

    def _may_ask(self, server: str) -> bool:
        if self.working_offline:
            self.trouble.set(
                Offline(
                    _("You are working offline"),
                    _("Nothing was sent."),
                    _("Switch Work offline off under Sync, then try again."),
                )
            )
            return False
        if self.needs_server:
            return self._keep_server(server)
        return True

    def _keep_server(self, server: str) -> bool:
        try:
            self._desk.settings.set("server_address", server_address(server))
        except Trouble as trouble:
            self.trouble.set(trouble)
            return False
        return True

    def _answered(self, then: Callable[[T], None], result: T) -> None:
        self.busy.set(False)
        then(result)

    def _refused(self, trouble: Trouble) -> None:
        self.busy.set(False)
        if isinstance(trouble, WaitBeforeTrying):
            self.wait.start(trouble.seconds)
        trouble = _of_a_form(trouble)
        field = "code" if isinstance(trouble, WrongCode) else trouble.field if isinstance(trouble, Refused) else None
        if field:
            self.faults.set({field: f"{trouble.title}. {trouble.advice}".strip()})
        else:
            self.trouble.set(trouble)


def _of_a_form(trouble: Trouble) -> Trouble:
    """What is typed into a form is not sent by itself later, as work is."""
    again = {
        Offline: _("Please try again when there is a connection."),
        ServerTrouble: _("Please try again in a few minutes."),
    }
    kind = type(trouble)
    if kind not in again or trouble.advice != _(kind.advice):
        return trouble
    return kind(trouble.title, _("What you typed is still here. Nothing is lost."), again[kind])


def server_address(typed: str) -> str:
    """A server's address with its scheme, from what was typed; empty where it cannot be one."""
    address = typed.strip().rstrip("/")
    if not address or re.search(r"\s", address):
        return ""
    if "://" in address:
        return address if address.startswith(("https://", "http://")) else ""
    return f"https://{address}"


def named_server(address: str) -> str:
    """An address in short: who answers there, and that the way is not a safe one where it is not."""
    parts = urlsplit(address)
    name = parts.netloc.rpartition("@")[2]
    if not name:
        return address
    return name if parts.scheme == "https" else f"{parts.scheme}://{name}"


def email_fault(email: str) -> dict[str, str]:
    """What is wrong with an email address."""
    if _EMAIL.fullmatch(email.strip()):
        return {}
    return {"email": _("Please type an email address, for example maria@school.org.")}


def organization_types() -> tuple[tuple[str, str], ...]:
    """Where a learner works: the value that is kept, and the words that are shown."""
    return tuple((value, _(words)) for value, words in ORGANIZATION_TYPES)


def password_fault(password: str, names: Iterable[str]) -> str:
    """What keeps a new password from being taken, in a sentence; `names` is what others know of its owner."""
    from cor_protocol.passwords import faults  # its lists wait for the first new password

    found = faults(password, [name for name in names if name], say=_)
    return found[0].sentence if found else ""
