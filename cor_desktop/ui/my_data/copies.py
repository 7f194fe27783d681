"""Taking a copy along: to read, or for other programs."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.presenters.my_data.page import MyDataPresenter
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _


class Copies(Card):
    """Two buttons; where the copy goes is asked, and said once it is there."""

    def __init__(self, page: Page, presenter: MyDataPresenter, messages: Messages) -> None:
        super().__init__()
        self._presenter = presenter
        self._messages = messages
        self.to_read = QuietButton(_("Save a copy to read …"), self._save_page)
        self.as_data = QuietButton(_("Save it as data …"), self._save_data)
        self.saved = Banner()
        self._waiting = Waiting(_("Saving …"))
        actions = Flow()
        for action in (self.to_read, self.as_data, self._waiting):
            actions.add(action)
        self.add(Label(_("Take a copy along"), "label"))
        self.add(
            Label(
                _(
                    "A page that any browser shows, or a file for other programs (JSON). Passwords and keys are in "
                    "neither. Whoever gets the copy can read it, so keep it as you keep a letter."
                ),
                "muted",
            )
        )
        self.add(self.saved)
        self.add(actions)
        page.watch(presenter.saving, self._show_saving)
        page.watch(presenter.saved, self._show_saved)

    def _save_page(self) -> None:
        kind = f"{_('Web page')} (*.html)"
        if path := self._messages.save_as(_("Save a copy to read"), self._presenter.page_name, kind):
            self._presenter.save_page(path)

    def _save_data(self) -> None:
        if path := self._messages.save_as(_("Save it as data"), self._presenter.data_name, "JSON (*.json)"):
            self._presenter.save_data(path)

    def _show_saving(self, saving: bool) -> None:
        self._waiting.set_busy(saving)
        self.to_read.setEnabled(not saving)
        self.as_data.setEnabled(not saving)

    def _show_saved(self, path: Path | None) -> None:
        if path:
            self.saved.tell(_("Your copy is saved."), str(path), "note-good")
        else:
            self.saved.hide()
