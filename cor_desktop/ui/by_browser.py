"""The page that sends the learner to their organization's sign-in, and waits there for them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cor_desktop.presenters.by_browser import ByBrowserPresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.widgets.new_password import NewPassword
from cor_desktop.ui.widgets.text import QuietButton
from cor_desktop.words import _, marked

_OPTIONAL = marked("You may leave it out. With it you can sign in on this computer without a network, too.")
_NEEDED = marked("Several people use this computer, so yours opens only with it, without a network, too.")


class Browser(QObject):
    """Opens addresses in the system's browser, whichever thread asks for it."""

    _wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wanted.connect(_open, Qt.ConnectionType.QueuedConnection)

    def open(self, url: str) -> None:
        """Open an address, once the main thread has time."""
        self._wanted.emit(url)


class ByBrowserPage(FormPage):
    """A passphrase for this computer, the button that opens the browser, and one to stop waiting."""

    def __init__(self, presenter: ByBrowserPresenter) -> None:
        super().__init__(
            _("Sign in with {name}").format(name=presenter.name),
            _("Your browser opens for it, and brings you back here by itself. Your password there stays there."),
            presenter,
            _("Open the browser"),
            _("Waiting for your browser …"),
        )
        self._form = presenter
        hint = _(_NEEDED if presenter.needs_passphrase else _OPTIONAL)
        self.form.add_field("passphrase", NewPassword(_("Passphrase for this computer"), lambda: (), hint))
        self.stop = QuietButton(_("Stop waiting"), presenter.stop)
        self.finish(self.stop, QuietButton(_("Back"), presenter.back))
        self.watch(presenter.busy, self.stop.setVisible)

    def submit(self) -> None:
        self._form.begin(self.typed("passphrase"))

    def leave(self) -> None:
        """Whoever leaves waits no longer."""
        self._form.stop()
        super().leave()


def _open(url: str) -> None:
    QDesktopServices.openUrl(QUrl(url))
