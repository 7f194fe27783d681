"""A moment of a scene that is over, in one line: what was done. It opens to be read again, or to be gone back to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from cor_desktop.presenters.activities.scenario import Moment
from cor_desktop.ui import icons, theme
from cor_desktop.ui.activities.pieces import Feedback
from cor_desktop.ui.activities.rows import AnswerRow
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.box import Column, Row
from cor_desktop.ui.widgets.heard import HeardButton, heard
from cor_desktop.ui.widgets.text import LinkButton
from cor_desktop.words import _


class PastMoment(Column):
    """`place` counts from 0; `go_back` opens the moment again. What happened is made when it is first asked for."""

    def __init__(self, place: int, moment: Moment, references: References, go_back: Callable[[], None]) -> None:
        super().__init__(gap=0)
        self._moment = moment
        self._references = references
        self._what: Column | None = None
        self._follows = Feedback(references, self)
        self._is_latest = False
        done = moment.taken.text if moment.taken else ""
        self._line = _Line(place + 1, done, self._open)
        back = LinkButton(_("Go back"), go_back)
        back.setAccessibleName(_("Go back to this moment: {words}").format(words=done))
        both = Row(gap=2)
        both.add(self._line, 1)
        both.add(back)
        self.add(both)

    def be_latest(self, latest: bool) -> None:
        """What followed from the latest moment stands below the way already, and is not said twice."""
        self._is_latest = latest
        if self._what is not None:
            self._follows.setVisible(not latest)

    def _open(self) -> None:
        if self._what is None:
            self._what = self._happened()
            self.add(self._what)
        self._what.setVisible(self._line.isChecked())

    def _happened(self) -> Column:
        what = Column(gap=3, margin=3)
        what.add(CitedProse(self._references, self._moment.node.say, size="body"))
        what.add(self._follows)
        self._follows.show_words(_("What followed"), self._moment.follows or "")
        self._follows.setVisible(not self._is_latest)
        return what


class _Line(AnswerRow, QPushButton):
    """The moment's number and what was done there. Pressing it shows or hides what happened."""

    heard_as = HeardButton

    def __init__(self, number: int, done: str, pressed: Callable[[], None]) -> None:
        super().__init__()
        heard(self, "opens")
        self._number = str(number)
        self.setAutoDefault(True)
        self.setCheckable(True)
        self.prepare(done, pressed)
        self.setAccessibleName(_("Moment {number}. You: {words}").format(number=number, words=done))
        self.setAccessibleDescription(_("Shows what happened."))
        self.setToolTip(self.accessibleDescription())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.tokens().space(4) - 2
        left = 1 if self.isRightToLeft() else self.width() - side - 1
        arrow = icons.pixmap("up" if self.isChecked() else "down", side, theme.tokens().colours.muted)
        QPainter(self).drawPixmap(QPointF(left, (self.height() - side) / 2), arrow)

    def paint_ground(self, painter: QPainter) -> None:
        c = theme.tokens().colours
        painter.setPen(QPen(QColor(c.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_soft) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def paint_mark(self, painter: QPainter, mark: QRectF) -> None:
        c = theme.tokens().colours
        disc = mark.adjusted(-2, -2, 2, 2)
        middle = disc.center().x()
        painter.setPen(QPen(QColor(c.edge), 2))  # the thread on which the moments hang
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        painter.setPen(QPen(QColor(c.accent), 2))
        painter.setBrush(QColor(c.surface))
        painter.drawEllipse(disc)
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), self._number)
