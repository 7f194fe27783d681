"""Settings: what the learner may choose, and what is said openly about this computer."""

from __future__ import annotations

from collections.abc import Callable

import cor_desktop
from cor_desktop.actions.choose_language import choose_language
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.network import choose_authority, choose_proxy
from cor_desktop.actions.opening import drop_what_is_not_allowed
from cor_desktop.errors import CourseTrouble, Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import minutes
from cor_desktop.presenters.forms import server_address
from cor_desktop.presenters.idle import minutes_allowed
from cor_desktop.presenters.observable import Observable
from cor_desktop.sync.server import ServerInfo
from cor_desktop.words import _, marked

Dress = Callable[[str, int, bool], None]
"""Gives the window another look: appearance, text size in percent, reduced motion."""

Speak = Callable[[str], None]
"""Has the window speak the language that was chosen."""


class SettingsPresenter:
    """Holds `checking` while a server is asked, `answer` with what it said, and `trouble`.

    `way` and `way_trouble` tell what came of a choice about the way to the server.
    `kept` counts choices about this computer, so that what follows from them can be shown anew.
    """

    def __init__(self, desk: Desk, background: Background, dress: Dress, speak: Speak) -> None:
        self._desk = desk
        self._background = background
        self._dress = dress
        self._speak = speak
        self.checking = Observable(False)
        self.answer = Observable("")
        self.trouble: Observable[Trouble | None] = Observable(None)
        self.way = Observable("")
        self.way_trouble: Observable[Trouble | None] = Observable(None)
        self.secrets = Observable("")
        self.kept = Observable(0)

    @property
    def appearance(self) -> str:
        """system, light, dark or contrast."""
        return str(self._desk.settings.get("appearance"))

    @property
    def language(self) -> str:
        """The language that was chosen, or `system`."""
        return str(self._desk.settings.get("language"))

    @property
    def text_size(self) -> int:
        """In percent."""
        return int(self._desk.settings.get("text_size"))

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing may move by itself."""
        return bool(self._desk.settings.get("reduce_motion"))

    @property
    def shared_machine(self) -> bool:
        """Whether several people use this computer."""
        return self._desk.settings.shared_machine

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key or click the window locks; 0: as usual."""
        return int(self._desk.settings.get("idle_minutes"))

    @property
    def idle_words(self) -> str:
        """What that comes to, in a sentence."""
        allowed = minutes_allowed(self.idle_minutes, self.shared_machine)
        words = _("This computer locks after {minutes}.").format(minutes=minutes(allowed))
        return f"{words} {_('A shared computer never waits longer than ten.')}" if self.shared_machine else words

    @property
    def remember_names(self) -> bool:
        """Whether names may be remembered at the sign-in."""
        return self._desk.settings.remember_names

    @property
    def server(self) -> str:
        """The server's address, or nothing."""
        return self._desk.settings.server_address

    @property
    def version(self) -> str:
        """The program's version and the course's."""
        program = f"COR Desktop {cor_desktop.__version__}"
        try:
            course = _("course version {version}").format(version=self._desk.catalog.version)
        except CourseTrouble:
            return program
        return f"{program} · {course}"

    def choose(self, name: str, value: str | int | bool) -> None:
        """Keep a choice about the look, and show it at once."""
        self._keep(name, value)
        self._dress(self.appearance, self.text_size, self.reduce_motion)

    def choose_language(self, language: str) -> None:
        """Keep the language to speak, and speak it at once: the page that asked is built anew by that."""
        try:
            choose_language(self._desk, language)
        except Trouble as trouble:
            return self.trouble.set(trouble)
        self._speak(language)
        return None

    def choose_here(self, name: str, value: int | bool) -> None:
        """Keep a choice about this computer; it holds until the program ends even where the disk refuses it."""
        self.trouble.set(None)
        self._keep(name, value)
        self._obey()
        self.kept.set(self.kept.value + 1)

    def check_server(self, typed: str) -> None:
        """Keep an address and ask who answers there, unless the learner works offline."""
        address = server_address(typed)
        self.answer.set("")
        self.trouble.set(None)
        if not address:
            self.trouble.set(
                Trouble(_("This is not an address"), _("Nothing was changed."), _("Try https:// and a name."))
            )
            return
        if self._keep("server_address", address) and not self.checking.value:
            self._ask_who_answers()

    @property
    def proxy(self) -> str:
        """The proxy that was named by hand, or nothing."""
        return self._desk.settings.proxy_address

    @property
    def authority(self) -> str:
        """The certificate file that is trusted besides, or nothing."""
        return self._desk.settings.extra_authority

    def choose_way(self, proxy: str, authority: str) -> None:
        """Keep a proxy and a certificate file; where one is no good, say so and keep what was."""
        self.way.set("")
        self.way_trouble.set(None)
        try:
            choose_proxy(self._desk, proxy)
            choose_authority(self._desk, authority)
        except Trouble as trouble:
            return self.way_trouble.set(trouble)
        self.way.set(_("Kept. “Test connection” tells whether the server is reached this way."))
        return None

    def look_up_secrets(self) -> None:
        """Find out where this computer's secret lies; a keyring may take its time to answer."""
        self._background.run(lambda: self._desk.vault.kind, self._say_where, self._failed)

    def _say_where(self, kind: str) -> None:
        self.secrets.set(_(SECRETS[kind]))

    def _obey(self) -> None:
        try:
            drop_what_is_not_allowed(self._desk)
        except Trouble as trouble:
            self.trouble.set(trouble)

    def _keep(self, name: str, value: str | int | bool) -> bool:
        try:
            self._desk.settings.set(name, value)
        except Trouble as trouble:
            self.trouble.set(trouble)
            return False
        return True

    def _ask_who_answers(self) -> None:
        if self._desk.settings.work_offline:
            self.answer.set(_("The address is kept. Nobody was asked, because you are working offline."))
            return
        self.checking.set(True)
        self._background.run(self._desk.server.server_info, self._answered, self._failed)

    def _answered(self, info: ServerInfo) -> None:
        self.checking.set(False)
        words = _("“{name}” answers at this address.").format(name=info.name)
        hosted = _("It is hosted by {name}.").format(name=info.hosted_by) if info.hosted_by else ""
        self.answer.set(f"{words} {hosted}".strip())

    def _failed(self, trouble: Trouble) -> None:
        self.checking.set(False)
        self.trouble.set(trouble)


SECRETS = {
    "keyring": marked("Your name, sign-in and certificates are locked with a key in this computer’s keyring."),
    "file": marked(
        "This computer has no keyring. The key to your name, sign-in and certificates lies in a file that only "
        "your user account on this computer can read."
    ),
}
"""Where the secret lies, said openly."""
