"""The moment after a module: what was done and when, and where the certificate is."""

from __future__ import annotations

from typing import Literal

from cor_desktop.actions.certificates import CertificateEntry, certificates
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import ModuleRecord, record, sync_state
from cor_desktop.errors import Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.module import Goes
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, marked, ngettext
from cor_protocol.module import Html, Module, TryTomorrow
from cor_protocol.pack import ModuleEntry

CertificateState = Literal["here", "coming", "sign_in", "account"]

CERTIFICATE_WORDS: dict[CertificateState, tuple[str, str]] = {
    "here": (
        marked("Your certificate is here"),
        marked("It is kept on this computer and opens without a connection, too."),
    ),
    "coming": (
        marked("Your certificate arrives with the next sync"),
        marked("The module is completed and saved on this computer."),
    ),
    "sign_in": (
        marked("Your certificate is waiting"),
        marked("The module is saved on this computer. Sign in again, and it arrives."),
    ),
    "account": (
        marked("Your certificate waits for an account"),
        marked("Create an account, and it is made in your name."),
    ),
}


class CompletionPresenter:
    """Holds `certificate`, where the certificate is; `refresh` looks again, as after each sync."""

    def __init__(self, desk: Desk, module: Module, navigate: Goes, background: Background) -> None:
        self.module = module
        self._desk = desk
        self._navigate = navigate
        self._background = background
        self._number = ""
        self.certificate: Observable[CertificateState] = Observable(self._state())

    def done_words(self) -> str:
        """What was done and when, in a sentence."""
        kept = record(self._desk).get(self.module.key, ModuleRecord("new"))
        total = len(self.module.activities)
        finished = sum(activity.id in kept.finished for activity in self.module.activities)
        when = _when(kept)
        done = ngettext("{done} of {total} activity finished.", "{done} of {total} activities finished.", total)
        return f"{when} {done.format(done=finished, total=total)}"

    @property
    def tomorrow(self) -> Html | None:
        """The one thing to try tomorrow, once more."""
        blocks = (block for activity in reversed(self.module.activities) for block in activity.body)
        return next((block.html for block in blocks if isinstance(block, TryTomorrow)), None)

    def next_module(self) -> ModuleEntry | None:
        """The next module that is not completed, after this one or from the beginning; None where there is none."""
        try:
            entries, kept = self._desk.catalog.entries(), record(self._desk)
        except Trouble:
            return None
        done = {key for key, one in kept.items() if one.state == "completed"} | {self.module.key}
        still = [entry for entry in entries if entry.key not in done]
        return next((entry for entry in still if entry.number > self.module.number), still[0] if still else None)

    def go_on(self, key: str) -> None:
        """Go into another module."""
        self._navigate.go("module", key)

    def refresh(self) -> None:
        """Look where the certificate is, in the background: what is kept of it is sealed."""
        self._background.run(lambda: certificates(self._desk), self._find, lambda _trouble: None)

    def open_certificate(self) -> None:
        """Go to the certificate that is here."""
        self._navigate.go("certificates", self._number)

    def home(self) -> None:
        """Go home."""
        self._navigate.go("home")

    def sync(self) -> None:
        """Go to the page about syncing."""
        self._navigate.go("sync")

    def register(self) -> None:
        """Go to the form for a new account."""
        self._navigate.go("register")

    def sign_in(self) -> None:
        """Go to the sign-in."""
        self._navigate.go("sign_in")

    def look_again(self) -> None:
        """Go back into the module."""
        self._navigate.go("module", self.module.key)

    def _find(self, entries: tuple[CertificateEntry, ...]) -> None:
        here = next((one for one in entries if one.module == self.module.key and one.on_disk), None)
        self._number = here.number if here else ""
        self.certificate.set("here" if here else self._state())

    def _state(self) -> CertificateState:
        state = sync_state(self._desk)
        if state.guest:
            return "account"
        return "coming" if state.signed_in else "sign_in"


def _when(kept: ModuleRecord) -> str:
    if kept.completed is None:
        return _("Completed.")
    if kept.started is None or kept.started == kept.completed:
        return _("Completed on {day}.").format(day=day(kept.completed))
    return _("Completed on {day}, begun on {begun}.").format(day=day(kept.completed), begun=day(kept.started))
