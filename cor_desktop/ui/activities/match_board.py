"""The board of a match: left cards, right cards, and a line between what is joined."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
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
        self._lefts = {words: MatchCard(words, self, partial(presenter.hold, words)) for words in presenter.lefts}
        self._rights = {words: MatchCard(words, self, partial(presenter.join, words)) for words in presenter.rights}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._beside = True
        self._drawn: tuple[MatchCard, QPoint] | None = None
        self._lay_out()
        presenter.held.subscribe(lambda _: self._show())
        presenter.chosen.subscribe(lambda _: self._show())
        presenter.feedback.subscribe(lambda _: self.update())
        self._show()

    def letter(self, left: str) -> str:
        """The letter that names a left side."""
        return "ABCDEFGH"[self._presenter.lefts.index(left)]

    def cross_from(self, card: MatchCard) -> None:
        """Go to the card on the other side: the one it is joined with, or the one at the same height."""
        chosen = self._presenter.chosen.value
        joined = {**chosen, **{right: left for left, right in chosen.items()}}.get(card.words)
        here, there = self._sides(card)
        beside = list(there.values())[list(here).index(card.words)]
        (there[joined] if joined else beside).setFocus(Qt.FocusReason.TabFocusReason)

    def drag(self, card: MatchCard, to: QPoint) -> None:
        """Draw a line from a card to the pointer."""
        self._drawn = (card, to)
        self.update()

    def drop(self, card: MatchCard, at: QPoint) -> None:
        """Join the card with the one below the pointer, if that is on the other side."""
        self._drawn = None
        self.update()
        _here, there = self._sides(card)
        other = next((one for one in there.values() if one.geometry().contains(at)), None)
        if other is not None:
            left, right = (card, other) if there is self._rights else (other, card)
            self._presenter.hold(left.words)
            self._presenter.join(right.words)

    def _sides(self, card: MatchCard) -> tuple[dict[str, MatchCard], dict[str, MatchCard]]:
        """The side of a card, and the other one."""
        return (self._lefts, self._rights) if self._lefts.get(card.words) is card else (self._rights, self._lefts)

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        apart = {pair.left for pair in self._presenter.feedback.value if not pair.together}
        for left, right in self._presenter.chosen.value.items() if self._beside else ():
            painter.setPen(_pen(Qt.PenStyle.DotLine if left in apart else Qt.PenStyle.SolidLine))
            painter.drawPath(_curve(self._lefts[left].geometry(), self._rights[right].geometry()))
        if self._drawn:
            card, to = self._drawn
            painter.setPen(_pen(Qt.PenStyle.SolidLine))
            painter.drawLine(_edge(card.geometry(), to), to)

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


def _pen(style: Qt.PenStyle) -> QPen:
    return QPen(QColor(theme.tokens().colours.accent), 2, style, Qt.PenCapStyle.RoundCap)


def _edge(card: QRect, to: QPoint) -> QPoint:
    """The point at the rim of a card that is nearest to `to`."""
    return QPoint(min(max(to.x(), card.left()), card.right()), min(max(to.y(), card.top()), card.bottom()))


def _curve(left: QRect, right: QRect) -> QPainterPath:
    """A line from the side of one card to the side of the other, whichever of them stands left."""
    one, other = (left, right) if left.x() < right.x() else (right, left)
    start, end = QPointF(one.right() + 1, one.center().y()), QPointF(other.left(), other.center().y())
    half = (end.x() - start.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(half, 0), end - QPointF(half, 0), end)
    return path
