"""The page behind the line at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from cor_desktop.actions.views import SyncState
from cor_desktop.presenters.sync_file import SyncFilePresenter
from cor_desktop.presenters.sync_line import SyncPresenter
from cor_desktop.ui.connection_card import ConnectionCard
from cor_desktop.ui.course_card import CourseCard
from cor_desktop.ui.surroundings import Surroundings
from cor_desktop.ui.sync_file_card import SyncFileCard
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, PrimaryButton, QuietButton
from cor_desktop.ui.widgets.tick import Tick
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _


def build_sync(around: Surroundings) -> Page:
    """Build the page."""
    files = SyncFilePresenter(around.desk, around.background, around.sync)
    page = SyncPage(
        around.sync,
        CourseCard(around.course, around.messages),
        SyncFileCard(files, around.messages),
        ConnectionCard(around.connection),
    )
    page.more.add(QuietButton(_("Change the server address"), lambda: around.navigation.go("settings")))
    page.sign_in.clicked.connect(lambda *_: around.navigation.go("sign_in"))
    return page


class SyncPage(Page):
    """How much waits, how the last sync went, and what can be done about it."""

    def __init__(
        self, sync: SyncPresenter, course: CourseCard, files: SyncFileCard, connection: ConnectionCard
    ) -> None:
        super().__init__(_("Saving and sending"), ems=46)
        self._sync = sync
        self._was_busy = False
        self.queue, self.last_result = Label("", "heading"), Label()
        self.trouble = Banner()
        self.column.add(
            Label(_("Everything you do is saved on this computer first. Sending it comes later, by itself."))
        )
        self.column.add(self._state())
        self.column.add(self._cable())
        self.files = files
        self.column.add(files)
        self.course = course
        self.column.add(course)
        self.way = connection
        self.column.add(connection)
        self.column.add(self._server())
        self.column.stretch()
        course.watch_by(self)
        connection.watch_by(self)
        files.watch_by(self)
        self.watch(sync.state, self._show)
        self.watch(sync.busy, self._show_busy)
        self.watch(sync.trouble, self.trouble.show_trouble)

    def enter(self, argument: str) -> None:
        self._sync.refresh()
        self.server.setText(self._sync.server)
        self.course.refresh()
        self._show(self._sync.state.value)

    def leave(self) -> None:
        super().leave()
        self.way.forget()

    def _state(self) -> Card:
        card = Card(gap=2)
        self.sync_now = PrimaryButton(_("Sync now"), self._sync.sync_now)
        self.sign_in = QuietButton(_("Sign in"))
        self.waiting = Waiting(_("Sending …"))
        actions = Flow()
        actions.add(self.sync_now)
        actions.add(self.sign_in)
        actions.add(self.waiting)
        for part in (self.queue, self.last_result, self.trouble, actions):
            card.add(part)
        return card

    def _cable(self) -> Card:
        card = Card(gap=2)
        self.offline = Tick(_("Work offline"))
        self.offline.clicked.connect(self._sync.work_offline)
        card.add(self.offline)
        card.add(
            Label(_("As if the cable were pulled: nothing is sent or fetched until you switch this off."), "muted")
        )
        return card

    def _server(self) -> Card:
        card = Card(gap=2)
        card.add(Label(_("Server"), "heading"))
        self.server = Label()
        card.add(self.server)
        self.more = Flow()
        card.add(self.more)
        return card

    def _show(self, state: SyncState) -> None:
        self.queue.setText(self._sync.queue)
        self.last_result.setText(f"{self._sync.last_time} {state.last_sentence}".strip())
        self.offline.setChecked(state.working_offline)
        self.sign_in.setVisible(not state.signed_in)
        self._allow()

    def _say_result(self) -> None:
        """How it went is said to whoever waits for it here; a trouble says itself."""
        if not self._sync.trouble.value:
            announce(self.last_result, self.last_result.text())

    def _show_busy(self, busy: bool) -> None:
        if self._was_busy and not busy:
            QTimer.singleShot(0, self, self._say_result)  # when it is known
        self._was_busy = busy
        self.waiting.set_busy(busy)
        self._allow()

    def _allow(self) -> None:
        state = self._sync.state.value
        self.sync_now.setEnabled(not self._sync.busy.value and state.signed_in and not state.working_offline)
