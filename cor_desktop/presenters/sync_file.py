"""Sync files on the page behind the line at the bottom: saving one, loading one, and what came of it in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.errors import RecordDeleted, Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.observable import Observable
from cor_desktop.presenters.sync_line import SyncPresenter
from cor_desktop.words import _, ngettext

if TYPE_CHECKING:  # cryptography: 0.1 s that no page should pay
    from cor_desktop.actions.load_sync_file import Introduction, Loaded
    from cor_desktop.actions.save_sync_file import Saved


class SyncFilePresenter:
    """Holds `busy`, and of what was done last `outcome` (a title and a sentence) or `trouble`.

    `question` is a server that says who it is, until the learner has said whether it is theirs.
    """

    def __init__(self, desk: Desk, background: Background, sync: SyncPresenter) -> None:
        self._desk = desk
        self._background = background
        self._sync = sync
        self.busy = Observable(False)
        self.outcome = Observable(("", ""))
        self.question: Observable[Introduction | None] = Observable(None)
        self.trouble: Observable[Trouble | None] = Observable(None)

    @property
    def suggestion(self) -> str:
        """What a new file is called."""
        return f"COR {self._desk.store.device[:8]}.corsync"

    def save(self, place: Path) -> None:
        """Write a file to carry to the server."""

        def work() -> Saved:
            from cor_desktop.actions.save_sync_file import save_sync_file

            return save_sync_file(self._desk, place.with_suffix(".corsync"))

        self._begin()
        self._background.run(work, self._saved, self._failed)

    def load(self, place: Path) -> None:
        """Take in a file that came back."""

        def work() -> Loaded | Introduction:
            from cor_desktop.actions.load_sync_file import load_sync_file

            return load_sync_file(self._desk, place)

        self._begin()
        self._background.run(work, self._loaded, self._failed)

    def answer(self, ours: bool) -> None:
        """The learner says whether the server that introduced itself is theirs."""
        introduction = self.question.value
        self._begin()
        self.busy.set(False)
        if introduction is None or not ours:
            return
        from cor_desktop.actions.load_sync_file import take_server

        try:
            take_server(self._desk, introduction)
        except Trouble as trouble:
            return self.trouble.set(trouble)
        self.outcome.set((_("This computer knows its server now."), _("Sync files that are saved here are for it.")))

    def _begin(self) -> None:
        self.outcome.set(("", ""))
        self.question.set(None)
        self.trouble.set(None)
        self.busy.set(True)

    def _saved(self, saved: Saved) -> None:
        self.busy.set(False)
        self.outcome.set((_("The sync file is saved."), saved_in_words(saved)))

    def _loaded(self, loaded: Loaded | Introduction) -> None:
        from cor_desktop.actions.load_sync_file import Introduction

        self.busy.set(False)
        if isinstance(loaded, Introduction):
            return self.question.set(loaded)
        self._sync.refresh()
        self._sync.arrived.set(self._sync.arrived.value + loaded.certificates)
        self.outcome.set((_("The sync file is loaded."), " ".join(loaded_in_words(loaded))))
        if loaded.wiped:
            self._sync.outcome.set(SyncOutcome("deleted", str(RecordDeleted())))

    def _failed(self, trouble: Trouble) -> None:
        self.busy.set(False)
        self.trouble.set(trouble)


def saved_in_words(saved: Saved) -> str:
    """What is in a file, and what comes next."""
    items = ngettext("{count} item is in it.", "{count} items are in it.", saved.items).format(count=saved.items)
    stay = ngettext(
        "It stays here until the answer comes back.", "They stay here until the answer comes back.", saved.items
    )
    if not saved.items:
        items, stay = _("Nothing new is in it; it asks for what is new on the server."), ""
    return " ".join(filter(None, (_("Take it to whoever looks after the server."), items, stay)))


def loaded_in_words(loaded: Loaded) -> list[str]:
    """What a file brought, one sentence for each thing."""
    counted = (
        (
            loaded.sent,
            ngettext(
                "{count} item has arrived on the server.", "{count} items have arrived on the server.", loaded.sent
            ),
        ),
        (
            loaded.waiting,
            ngettext(
                "{count} item waits on the server until somebody there confirms this computer.",
                "{count} items wait on the server until somebody there confirms this computer.",
                loaded.waiting,
            ),
        ),
        (
            loaded.refused,
            ngettext(
                "The server did not take {count} item. It stays here; please ask whoever looks after the server.",
                "The server did not take {count} items. They stay here; please ask whoever looks after the server.",
                loaded.refused,
            ),
        ),
        (
            loaded.news,
            ngettext(
                "{count} item came from your other devices.", "{count} items came from your other devices.", loaded.news
            ),
        ),
        (loaded.certificates, ngettext("{count} certificate came.", "{count} certificates came.", loaded.certificates)),
        (
            loaded.shut,
            ngettext(
                "Certificates of {count} person wait in it: they sign in, and load the file again.",
                "Certificates of {count} people wait in it: each signs in, and loads the file again.",
                loaded.shut,
            ),
        ),
        (
            loaded.wiped,
            ngettext(
                "{count} record was deleted, as was asked.", "{count} records were deleted, as was asked.", loaded.wiped
            ),
        ),
        (
            loaded.unknown,
            ngettext(
                "{count} person in it is not on this computer any more.",
                "{count} people in it are not on this computer any more.",
                loaded.unknown,
            ),
        ),
    )
    return [words.format(count=count) for count, words in counted if count] or [_("Nothing in it is new here.")]
