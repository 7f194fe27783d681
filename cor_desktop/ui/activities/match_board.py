"""The board of a match: left cards, right cards, and a line between what is joined."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cor_desktop.presenters.activities.match import MatchPresenter
from cor_desktop.ui import theme
from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.words import _

_BESIDE_EMS = 30
"""The width from which both sides fit beside one another, in ems of body text."""


class MatchBoard(QWidget):
    """Two columns where there is room, otherwise the left sides above the right ones."""

    def __init__(self, presenter: MatchPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._lefts = {words: MatchCard(words, partial(presenter.hold, words)) for words in presenter.lefts}
        self._rights = {words: MatchCard(words, partial(presenter.join, words)) for words in presenter.rights}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._beside = True
        self._lay_out()
        presenter.held.subscribe(lambda _: self._show())
        presenter.chosen.subscribe(lambda _: self._show())
        self._show()

    def letter(self, left: str) -> str:
        """The letter that names a left side."""
        return "ABCDEFGH"[self._presenter.lefts.index(left)]

    def _show(self) -> None:
        chosen = self._presenter.chosen.value
        held = self._presenter.held.value
        for left, card in self._lefts.items():
            state = _("Joined with: {words}").format(words=chosen[left]) if left in chosen else _("Not joined yet.")
            card.show_state(
                self.letter(left), _("Picked. {state}").format(state=state) if left == held else state, left == held
            )
        partner = {right: left for left, right in chosen.items()}
        for right, card in self._rights.items():
            joined = partner.get(right)
            state = _("Joined with: {words}").format(words=joined) if joined else _("Not joined yet.")
            card.show_state(self.letter(joined) if joined else "", state)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= theme.tokens().font("body") * _BESIDE_EMS
        if beside != self._beside:
            self._beside = beside
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._beside:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.tokens().colours.accent), 2))
        for left, right in self._presenter.chosen.value.items():
            painter.drawPath(_curve(self._lefts[left].geometry(), self._rights[right].geometry()))

    def _lay_out(self) -> None:
        now = theme.tokens()
        for row, card in enumerate(self._lefts.values()):
            self._grid.addWidget(card, row, 0)
        for row, card in enumerate(self._rights.values()):
            self._grid.addWidget(card, row if self._beside else row + len(self._lefts) + 1, 1 if self._beside else 0)
        self._grid.setHorizontalSpacing(now.space(6))
        self._grid.setVerticalSpacing(now.space(2))
        self._grid.setRowMinimumHeight(len(self._lefts), 0 if self._beside else now.space(4))
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if self._beside or column == 0 else 0)


def _curve(left: QRect, right: QRect) -> QPainterPath:
    """A line from the side of one card to the side of the other, whichever of them stands left."""
    one, other = (left, right) if left.x() < right.x() else (right, left)
    start, end = QPointF(one.right() + 1, one.center().y()), QPointF(other.left(), other.center().y())
    half = (end.x() - start.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(half, 0), end - QPointF(half, 0), end)
    return path
