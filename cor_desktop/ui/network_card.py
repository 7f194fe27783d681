"""The way to the server in Settings: a proxy, and one more authority to trust. Most people need neither."""

from __future__ import annotations

from cor_desktop.errors import Trouble
from cor_desktop.presenters.settings import SettingsPresenter
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _


class NetworkCard(Card):
    """Two fields that are kept together, and a button to where the way is tried."""

    def __init__(self, presenter: SettingsPresenter, messages: Messages) -> None:
        super().__init__()
        self._presenter = presenter
        self._messages = messages
        self.proxy = Field(_("Proxy"), _("Leave it empty to go the way that this computer says."))
        self.authority = Field(
            _("Certificate file"), _("Of an authority to trust besides, such as a school’s own. Most people need none.")
        )
        self.answer = Banner()
        self.add(Label(_("Network"), "heading"))
        for part in (self.proxy, self.authority, self.answer, self._actions()):
            self.add(part)
        for field in (self.proxy, self.authority):
            field.edit.returnPressed.connect(self._keep)

    def refresh(self) -> None:
        """Show what is kept."""
        self.proxy.edit.setText(self._presenter.proxy)
        self.authority.edit.setText(self._presenter.authority)

    def watch_by(self, page: Page) -> None:
        """Listen for as long as that page is there."""
        page.watch(self._presenter.way, self._show)
        page.watch(self._presenter.way_trouble, self._show_trouble)

    def _actions(self) -> Flow:
        row = Flow()
        self.keep = QuietButton(_("Keep"), self._keep)
        self.choose = QuietButton(_("Choose a file …"), self._choose)
        self.test = QuietButton(_("Test connection"))
        for part in (self.keep, self.choose, self.test):
            row.add(part)
        return row

    def _keep(self) -> None:
        self._presenter.choose_way(self.proxy.text(), self.authority.text())

    def _choose(self) -> None:
        if place := self._messages.open_file(_("The certificate of the authority"), "PEM (*.pem *.crt *.cer)"):
            self.authority.edit.setText(str(place))
            self._keep()

    def _show(self, answer: str) -> None:
        if answer:
            self.answer.tell(answer, "", "note-good")
            self.refresh()
        else:
            self.answer.hide()

    def _show_trouble(self, trouble: Trouble | None) -> None:
        if trouble:
            self.answer.tell_trouble(trouble)
