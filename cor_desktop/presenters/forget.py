"""Forget me on this computer: asked once, and once more where work would be lost."""

from __future__ import annotations

from dataclasses import dataclass

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.forget_me import forget_me
from cor_desktop.actions.views import sync_state
from cor_desktop.errors import NotSentYet, Trouble
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked now. `loses`: going on removes work that is nowhere else."""

    title: str
    sentence: str
    yes: str
    loses: bool = False


class ForgetPresenter:
    """Holds `asked` (None while nothing is asked) and `busy`."""

    def __init__(self, desk: Desk, background: Background, account: AccountPresenter) -> None:
        self._desk = desk
        self._background = background
        self._account = account
        self.asked: Observable[Asked | None] = Observable(None)
        self.busy = Observable(False)

    def ask(self) -> None:
        """Say what will be removed, and what still waits."""
        first = _("This is done at once.")
        sentence = f"{first} {_what_waits(self._desk) or _('Everything is sent.')}"
        self.asked.set(Asked(_("Forget you on this computer?"), sentence, _("Forget me")))

    def leave(self) -> None:
        """Nothing is removed."""
        self.asked.set(None)

    def go_on(self) -> None:
        """Send what is unsent, then remove everything."""
        asked = self.asked.value
        if asked and not self.busy.value:
            self.busy.set(True)
            self._background.run(
                lambda: forget_me(self._desk, force=asked.loses), lambda _none: self._done(), self._failed
            )

    def _done(self) -> None:
        self.busy.set(False)
        self.asked.set(None)
        self._account.forgotten()

    def _failed(self, trouble: Trouble) -> None:
        self.busy.set(False)
        if isinstance(trouble, NotSentYet):
            sentence = f"{_what_is_only_here(self._desk)} {trouble.advice}"
            self.asked.set(Asked(f"{trouble.title}.", sentence, _("Forget me and lose it"), loses=True))
        else:
            self.asked.set(Asked(f"{trouble.title}.", f"{trouble.meaning} {trouble.advice}".strip(), _("Try again")))


def _what_waits(desk: Desk) -> str:
    """What is not sent, in a sentence; nothing where all is."""
    state = sync_state(desk)
    if state.unsent:
        return ngettext(
            "{count} item is not sent yet; that is tried first.",
            "{count} items are not sent yet; that is tried first.",
            state.unsent,
        ).format(count=state.unsent)
    return _("Which pages you opened lately is not sent yet; that is tried first.") if state.visits else ""


def _what_is_only_here(desk: Desk) -> str:
    """What would be lost, in a sentence."""
    state = sync_state(desk)
    if state.unsent:
        return ngettext(
            "{count} item is only on this computer.", "{count} items are only on this computer.", state.unsent
        ).format(count=state.unsent)
    return _("Which pages you opened lately is only on this computer.") if state.visits else ""
