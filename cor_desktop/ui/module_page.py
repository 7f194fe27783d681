"""The page of a module: its outline, one activity at a time, and the foot that leads on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cor_desktop.presenters.module import ModulePresenter, Notice, OutlineRow, Shown
from cor_desktop.presenters.sheets import Sheet, plan_sheet, team_sheet
from cor_desktop.ui import theme
from cor_desktop.ui.activities.build import Around
from cor_desktop.ui.activity_view import ActivityView
from cor_desktop.ui.citations import References
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.module_foot import ModuleFoot
from cor_desktop.ui.outline import Outline
from cor_desktop.ui.sheet import SheetKeeper
from cor_protocol.module import Plan

_ROOM_EMS = 64
"""The width from which outline and activity stand beside one another, in ems of body text."""


class ModulePage(QWidget):
    """Shows what its presenter holds. Destroyed when the module is left, and every answer with it."""

    def __init__(self, presenter: ModulePresenter, messages: Messages) -> None:
        super().__init__()
        self._presenter = presenter
        self._view: ActivityView | None = None
        self._beside = True
        module = presenter.module
        self.foot = ModuleFoot(presenter, self._leave_for)
        self._sheets = SheetKeeper(messages, self.foot.notice)
        self._around = self._surround(References(module.bibliography))
        self._outline = Outline(module.title, self._jump)
        if module.facilitation:
            team = team_sheet(module)
            self._outline.offer_team_page(partial(self._sheets.print_out, team), partial(self._sheets.save, team))
        self._stack = QStackedWidget()
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

    def _surround(self, references: References) -> Around:
        """What the activities may need; a plan goes to paper as the module's sheet of it."""

        def sheet(plan: Plan) -> Sheet:
            return plan_sheet(self._presenter.module, plan)

        return Around(
            references,
            self._presenter.module.language,
            self._presenter.help,
            print_plan=lambda plan: self._sheets.print_out(sheet(plan)),
            save_plan=lambda plan: self._sheets.save(sheet(plan)),
        )

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
