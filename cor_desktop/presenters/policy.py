"""The privacy policy, to read."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.policy import PolicyText, policy
from cor_desktop.errors import Offline, Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _


class PolicyPresenter:
    """Holds `policy` (None until it is here), `reading` and `trouble`."""

    def __init__(self, desk: Desk, background: Background) -> None:
        self._desk = desk
        self._background = background
        self.policy: Observable[PolicyText | None] = Observable(None)
        self.reading = Observable(False)
        self.trouble: Observable[Trouble | None] = Observable(None)

    def read(self) -> None:
        """Fetch it, unless it is here or on its way."""
        if self.policy.value or self.reading.value:
            return
        self.trouble.set(None)
        if not self._desk.settings.server_address or self._desk.settings.work_offline:
            self.trouble.set(_no_server())
            return
        self.reading.set(True)
        self._background.run(lambda: policy(self._desk), self._here, self._away)

    @property
    def words(self) -> str:
        """Which version it is."""
        text = self.policy.value
        words = _("{title}, version {version} of {day}")
        return words.format(title=text.title, version=text.version, day=day(text.published)) if text else ""

    def _here(self, text: PolicyText) -> None:
        self.reading.set(False)
        self.policy.set(text)

    def _away(self, trouble: Trouble) -> None:
        self.reading.set(False)
        self.trouble.set(trouble)


def _no_server() -> Offline:
    return Offline(
        _("The privacy policy is on the server"),
        _("There is no connection to one just now."),
        _("Please look again when there is."),
    )
