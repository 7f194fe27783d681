"""The outline of a module: its activities, what is done, and where one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea

from cor_desktop.presenters.dates import minutes
from cor_desktop.presenters.module import OutlineRow, RowState
from cor_desktop.ui import theme
from cor_desktop.ui.activities.rows import AnswerRow, paint_tick
from cor_desktop.ui.team_page import TeamPage
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _, marked

_STATES: dict[RowState, str] = {"done": marked("finished"), "open": marked("open"), "new": marked("not seen yet")}
_KEYS = marked("Ctrl+Return goes on, Alt+Page Up goes back.")
_WIDTH = 264
"""The outline's width beside the activity, at 100 %."""


class Outline(QScrollArea):
    """Rows to jump by. The arrow keys go from row to row."""

    def __init__(self, title: str, jump: Callable[[str], None]) -> None:
        super().__init__()
        self._jump = jump
        self._rows: dict[str, _OutlineButton] = {}
        self._column = Column(gap=1, margin=4)
        self._list = Column(gap=1)
        self._below = Column(gap=2)
        self._column.add(Label(title, "label"))
        self._column.gap(2)
        self._column.add(self._list)
        self._column.gap(4)
        self._column.stretch()
        self._column.add(self._below)
        self._below.add(Label(_(_KEYS), "caption"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Outline"))
        self.setWidget(self._column)

    def show_rows(self, rows: Sequence[OutlineRow]) -> None:
        """Show the activities as they stand now."""
        if not self._rows:
            for row in rows:
                self._rows[row.activity] = _OutlineButton(row.title, partial(self._jump, row.activity))
                self._list.add(self._rows[row.activity])
        for row in rows:
            self._rows[row.activity].show_row(row)
            if row.here:
                self.ensureWidgetVisible(self._rows[row.activity], 0, 0)

    def offer_team_page(self, print_out: Callable[[], None], save: Callable[[], None]) -> None:
        """Offer the page for a school team, below the activities."""
        self._below.add_first(TeamPage(print_out, save))

    def set_beside(self, beside: bool) -> None:
        """Stand beside the activity at a width of one's own, or take the whole room."""
        width = theme.tokens().size(_WIDTH)
        self.setMinimumWidth(width if beside else 0)
        self.setMaximumWidth(width if beside else 16_777_215)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class _OutlineButton(AnswerRow, QPushButton):
    """One activity: a mark for its state and its title; a screen reader hears both."""

    def __init__(self, title: str, pressed: Callable[[], None]) -> None:
        super().__init__()
        self._row: OutlineRow | None = None
        self.setAutoDefault(True)
        self.prepare(title, pressed)

    def heightForWidth(self, width: int) -> int:
        """Closer than answers: the whole outline is to be seen at once."""
        return super().heightForWidth(width) - theme.tokens().space(2)

    def show_row(self, row: OutlineRow) -> None:
        """Show the state of the activity."""
        self._row = row
        state, needs = _(_STATES[row.state]), minutes(row.minutes)
        here = _("you are here") if row.here else ""
        self.setAccessibleName(", ".join(filter(None, (row.title, state, needs, here))))
        self.setToolTip(f"{state.capitalize()} · {needs}")
        self.update()

    def paint_ground(self, painter: QPainter) -> None:
        c = theme.tokens().colours
        here = self._row is not None and self._row.here
        painter.setPen(QPen(QColor(c.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_soft) if here or self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            edge = self.width() - 5 if self.isRightToLeft() else 1
            painter.drawRoundedRect(QRectF(edge, 8, 4, self.height() - 16), 2, 2)

    def paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        c = theme.tokens().colours
        state = self._row.state if self._row else "new"
        painter.setPen(QPen(QColor(c.good if state == "done" else c.edge), 2))
        painter.setBrush(QColor(c.good) if state == "done" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if state == "done":
            paint_tick(painter, mark, c.surface)
        elif state == "open":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.edge))
            painter.drawPie(mark.adjusted(4, 4, -4, -4), 90 * 16, -180 * 16)
