"""The card for a computer without a network: a sync file is saved here, carried to the server, and one comes back."""

from __future__ import annotations

from cor_desktop.presenters.sync_file import SyncFilePresenter
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _

_KIND = "COR (*.corsync)"


class SyncFileCard(Card):
    """Two buttons, what came of the last one, and the question whether a server is the learner's."""

    def __init__(self, files: SyncFilePresenter, messages: Messages) -> None:
        super().__init__(gap=2)
        self._files = files
        self._messages = messages
        self.outcome = Banner()
        self.save = QuietButton(_("Save a sync file …"), self._save)
        self.load = QuietButton(_("Load a sync file …"), self._load)
        self.waiting = Waiting(_("Working on the file …"))
        actions = Flow()
        for part in (self.save, self.load, self.waiting):
            actions.add(part)
        self.add(Label(_("Without a network"), "heading"))
        self.add(
            Label(
                _(
                    "What is not sent can travel on a USB stick. Only your server can read the file, and only this "
                    "computer the answer."
                ),
                "muted",
            )
        )
        self.add(self.outcome)
        self.add(actions)

    def watch_by(self, page: Page) -> None:
        """Listen for as long as that page is there."""
        page.watch(self._files.busy, self._show_busy)
        page.watch(self._files.outcome, lambda _outcome: self._show())
        page.watch(self._files.trouble, lambda _trouble: self._show())
        page.watch(self._files.question, lambda _question: self._show())

    def _save(self) -> None:
        if place := self._messages.save_as(_("Where the sync file goes"), self._files.suggestion, _KIND):
            self._files.save(place)

    def _load(self) -> None:
        if place := self._messages.open_file(_("The sync file that came back"), _KIND):
            self._files.load(place)

    def _show_busy(self, busy: bool) -> None:
        self.waiting.set_busy(busy)
        self.save.setEnabled(not busy)
        self.load.setEnabled(not busy)

    def _show(self) -> None:
        trouble, question, (title, sentence) = (
            self._files.trouble.value,
            self._files.question.value,
            self._files.outcome.value,
        )
        if trouble:
            self.outcome.tell_trouble(trouble)
        elif question:
            self._ask(question.name, question.fingerprint)
        elif title:
            self.outcome.tell(title, sentence, "note-good")
        else:
            self.outcome.hide()

    def _ask(self, name: str, fingerprint: str) -> None:
        self.outcome.tell(
            _("Is “{name}” your server?").format(name=name),
            _(
                "Its key is {fingerprint}. Compare it with whoever gave you the file: this server will read what this "
                "computer saves into sync files."
            ).format(fingerprint=fingerprint),
            "note-warm",
        )
        self.outcome.offer(_("Yes, this is our server"), lambda: self._files.answer(True))
        self.outcome.offer(_("No"), lambda: self._files.answer(False))
