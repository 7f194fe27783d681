"""The course on the page behind the line at the bottom: which one is here, and how a newer one comes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from cor_desktop.presenters.course import CoursePresenter
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _

_AGAIN = 250
"""Milliseconds after which is looked again how much has come."""


class CourseCard(Card):
    """Which course is here, what should be known of it, and the ways in which a newer one comes."""

    def __init__(self, course: CoursePresenter, messages: Messages) -> None:
        super().__init__(gap=2)
        self._course = course
        self._messages = messages
        self.about, self.notice, self.outcome = Label(), Banner(), Banner()
        self.look = QuietButton(_("Look for a newer course"), course.look)
        self.folder = QuietButton(_("Load from a folder or stick …"), self._load_folder)
        self.file = QuietButton(_("Load from a .zip …"), self._load_file)
        self.stop = QuietButton(_("Stop"), course.stop)
        self.waiting = Waiting(_("The course is coming …"))
        self.add(Label(_("Course"), "heading"))
        ways, under_way = (self.look, self.folder, self.file), (self.waiting, self.stop)
        for part in (self.about, self.notice, self.outcome, _row(ways), _row(under_way)):
            self.add(part)
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN)
        self._timer.timeout.connect(lambda: self.waiting.set_share(course.share))

    def watch_by(self, page: Page) -> None:
        """Listen for as long as that page is there."""
        page.watch(self._course.about, lambda _about: self._show())
        page.watch(self._course.busy, self._show_busy)
        page.watch(self._course.outcome, lambda _outcome: self._show_outcome())
        page.watch(self._course.trouble, lambda _trouble: self._show_outcome())

    def refresh(self) -> None:
        """Look again how it stands, and say so in the language that is set."""
        self._course.refresh()
        self._show()

    def _show(self) -> None:
        self.about.setText(self._course.about.value)
        title, sentence = self._course.notice
        if title:
            self.notice.tell(f"{title}.", sentence, "note-warm")
        else:
            self.notice.hide()

    def _load_folder(self) -> None:
        if place := self._messages.open_folder(_("The folder or stick with the course")):
            self._course.load(place)

    def _load_file(self) -> None:
        if place := self._messages.open_file(_("The file with the course"), "ZIP (*.zip)"):
            self._course.load(place)

    def _show_busy(self, busy: bool) -> None:
        self.waiting.set_busy(busy)
        self.stop.setVisible(busy)
        for button in (self.look, self.folder, self.file):
            button.setEnabled(not busy)
        if busy:
            self._timer.start()
        else:
            self._timer.stop()

    def _show_outcome(self) -> None:
        trouble, outcome = self._course.trouble.value, self._course.outcome.value
        if trouble:
            self.outcome.tell_trouble(trouble)
        elif outcome:
            self.outcome.tell(outcome, "", "note-good")
        else:
            self.outcome.hide()


def _row(parts: Iterable[QWidget]) -> Flow:
    row = Flow()
    for part in parts:
        row.add(part)
    return row
