"""The page of a module: its outline, one activity at a time, and the foot that leads on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cor_desktop.errors import NotSaved
from cor_desktop.presenters.module import ModulePresenter, Notice, OutlineRow, Shown
from cor_desktop.ui import theme
from cor_desktop.ui.activities.build import Around
from cor_desktop.ui.activity_view import ActivityView
from cor_desktop.ui.citations import References
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.module_foot import ModuleFoot
from cor_desktop.ui.outline import Outline
from cor_desktop.ui.sheet import write_sheet
from cor_desktop.words import _

_ROOM_EMS = 64
"""The width from which outline and activity stand beside one another, in ems of body text."""


class ModulePage(QWidget):
    """Shows what its presenter holds. Destroyed when the module is left, and every answer with it."""

    def __init__(self, presenter: ModulePresenter, messages: Messages) -> None:
        super().__init__()
        self._presenter = presenter
        self._messages = messages
        self._view: ActivityView | None = None
        self._beside = True
        module = presenter.module
        self._around = Around(References(module.bibliography), module.language, presenter.help, self._save_sheet)
        self._outline = Outline(module.title, self._jump)
        self._stack = QStackedWidget()
        self.foot = ModuleFoot(presenter, self._leave_for)
        self.foot.outline.toggled.connect(lambda _: self._fit())
        self._lay_out()
        self._add_keys()
        self._stops = (
            presenter.outline.subscribe(self._show_outline),
            presenter.shown.subscribe(self._show),
            presenter.notice.subscribe(self._show_notice),
        )

    @property
    def view(self) -> ActivityView | None:
        """The activity shown now."""
        return self._view

    def may_leave(self, go_on: Callable[[], None]) -> bool:
        """Guard the way out: a page with words in it asks first, and calls `go_on` once they may go."""
        if self._view is None or not self._view.holds_words:
            return True
        self.foot.ask_about_words(lambda: self._let_go(go_on))
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "foot"):
            self._fit()

    def leave(self) -> None:
        """What is written here goes with the page."""
        if self._view is not None:
            self._view.forget_words()

    def forget(self) -> None:
        """Listen to nothing any more: this page is let go."""
        for stop in self._stops:
            stop()

    def _show(self, shown: Shown | None) -> None:
        if shown is None:
            return
        left, self._view = self._view, ActivityView(shown, self._around, self._presenter.picture)
        self._stack.addWidget(self._view)
        self._stack.setCurrentWidget(self._view)
        self.foot.show_place(shown)
        self.foot.outline.setChecked(False)
        self._view.focus_first()
        self.setFocusProxy(self._view.title)
        if left:
            left.forget_words()
            self._stack.removeWidget(left)
            left.deleteLater()

    def _show_outline(self, rows: tuple[OutlineRow, ...]) -> None:
        self._outline.show_rows(rows)
        self.foot.show_progress(rows)

    def _show_notice(self, notice: Notice | None) -> None:
        self.foot.show_notice(notice)

    def _jump(self, activity: str) -> None:
        self.foot.outline.setChecked(False)
        self._leave_for(lambda: self._presenter.jump(activity))

    def _leave_for(self, way: Callable[[], None]) -> None:
        if self.may_leave(way):
            way()

    def _let_go(self, go_on: Callable[[], None]) -> None:
        """The learner said that the words may go. They go with the view, wherever the way leads."""
        self.foot.notice.hide()
        go_on()

    def _save_sheet(self, title: str, html: str) -> None:
        path = self._messages.save_as(_("Save the blank plan"), f"{title}.pdf", "PDF (*.pdf)")
        if path is None:
            return
        try:
            write_sheet(html, title, path)
        except NotSaved as trouble:
            self.foot.notice.tell_trouble(trouble)
            return
        self.foot.notice.tell(
            _("The blank plan is saved."), _("{name} can be opened and printed.").format(name=path.name), "note-good"
        )
        self.foot.notice.offer(_("Open it"), lambda: _open(path))

    def _fit(self) -> None:
        """Put outline and activity beside one another, or where there is no room, one in the place of the other."""
        self._beside = self.width() >= theme.tokens().font("body") * _ROOM_EMS
        outlined = self.foot.outline.isChecked()
        self.foot.outline.setVisible(not self._beside)
        self._outline.set_beside(self._beside)
        self._outline.setVisible(self._beside or outlined)
        self._stack.setVisible(self._beside or not outlined)
        self.foot.leave_room(self.height() // 2)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._outline)
        beside.addWidget(self._stack, 1)
        below = QVBoxLayout(self)
        below.setSpacing(0)
        below.setContentsMargins(0, 0, 0, 0)
        below.addLayout(beside, 1)
        below.addWidget(self.foot)

    def _add_keys(self) -> None:
        onward, back = self.foot.onward.click, self.foot.back.click
        for keys, act in (("Ctrl+Return", onward), ("Ctrl+Enter", onward), ("Alt+PgDown", onward), ("Alt+PgUp", back)):
            QShortcut(QKeySequence(keys), self, act)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
