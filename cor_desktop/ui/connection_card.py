"""The way to the server on the page behind the line: trying it, and what a proxy asks for. Never a dialog."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from cor_desktop.presenters.connection import LONGEST, ConnectionPresenter
from cor_desktop.sync.network import Step
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _


class ConnectionCard(Card):
    """A button that tries the way, and below it what was tried and what answered."""

    def __init__(self, connection: ConnectionPresenter) -> None:
        super().__init__(gap=2)
        self._connection = connection
        self.told: list[Label] = []
        self._tried, self.fault = Column(gap=1), Banner()
        self.add(Label(_("The way to the server"), "heading"))
        for part in (self._login(), self._tried, self.fault, self._actions()):
            self.add(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONGEST * 1000)
        self._timer.timeout.connect(connection.give_up)

    def watch_by(self, page: Page) -> None:
        """Listen for as long as that page is there."""
        page.watch(self._connection.steps, self._show)
        page.watch(self._connection.busy, self._show_busy)
        page.watch(self._connection.asks, self.login.setVisible)
        page.watch(self._connection.trouble, self.fault.show_trouble)

    def forget(self) -> None:
        """Let go of what was typed, and of what is under way."""
        self.password.edit.clear()
        self._connection.stop()

    def _login(self) -> Column:
        self.login = Column(gap=2)
        self.login.add(Label(_("This network asks for a name and a password"), "label"))
        self.login.add(
            Label(
                _("They are for its proxy, not for COR Desktop. Whoever looks after the network knows them."), "muted"
            )
        )
        self.name, self.password = Field(_("Name")), Field(_("Password"), secret=True)
        self.password.edit.returnPressed.connect(self._use)
        self.use = QuietButton(_("Use these"), self._use)
        row = Flow()
        row.add(self.use)
        for part in (self.name, self.password, row):
            self.login.add(part)
        return self.login

    def _use(self) -> None:
        self._connection.use_login(self.name.text(), self.password.text())
        self.password.edit.clear()

    def _actions(self) -> Flow:
        row = Flow()
        self.test = QuietButton(_("Test connection"), self._connection.test)
        self.stop = QuietButton(_("Stop"), self._connection.stop)
        self.waiting = Waiting(_("Trying the way to the server …"))
        for part in (self.test, self.waiting, self.stop):
            row.add(part)
        return row

    def _show(self, steps: tuple[Step, ...]) -> None:
        if len(steps) < len(self.told):
            self._clear()
        for step in steps[len(self.told) :]:
            self.told.append(Label(step.sentence))
            self._tried.add(self.told[-1])
            if not step.good:
                self._tell_fault(step)
        self._tried.setVisible(bool(steps))

    def _clear(self) -> None:
        for label in self.told:
            label.hide()
            label.deleteLater()
        self.told.clear()
        self.fault.hide()

    def _tell_fault(self, step: Step) -> None:
        self.told[-1].hide()
        self.fault.tell(step.sentence, "", "note-warm")

    def _show_busy(self, busy: bool) -> None:
        self.waiting.set_busy(busy)
        self.stop.setVisible(busy)
        self.test.setEnabled(not busy)
        if busy:
            self._timer.start()
            return
        self._timer.stop()
        if self.told and self.fault.isHidden():
            announce(self, self.told[-1].text())
