from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.home import ModuleCard
from cor_desktop.ui import theme
from cor_desktop.ui.program_progress import ProgramProgress

NEW = ModuleCard("a", "", 1, "A", "", "5 minutes", (), "new", "New", 0, 0)
CARDS = (replace(NEW, state="completed"), replace(NEW, state="started", done=1, total=2), NEW)


def show(qtbot: QtBot, *cards: ModuleCard) -> ProgramProgress:
    progress = ProgramProgress()
    qtbot.addWidget(progress)
    progress.show_cards(cards)
    progress.pieces.resize(progress.pieces.sizeHint())
    return progress


def colours(progress: ProgramProgress, xs: tuple[int, ...]) -> list[QColor]:
    drawn = progress.pieces.grab().toImage()
    return [drawn.pixelColor(x, drawn.height() // 2) for x in xs]


def test_each_module_has_a_piece_filled_to_what_is_done(qtbot: QtBot) -> None:
    now = theme.tokens().colours
    good, accent, line = QColor(now.good), QColor(now.accent), QColor(now.line)
    assert colours(show(qtbot, *CARDS), (22, 60, 88, 122)) == [good, accent, line, line]


def test_from_right_to_left_the_first_module_is_at_the_right(qtbot: QtBot) -> None:
    progress = show(qtbot, *CARDS)
    progress.pieces.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert colours(progress, (122,)) == [QColor(theme.tokens().colours.good)]


def test_the_words_say_the_same(qtbot: QtBot) -> None:
    assert show(qtbot, *CARDS).words.text() == "1 of 3 modules completed"


def test_one_module_is_no_program(qtbot: QtBot) -> None:
    assert show(qtbot, NEW).isHidden()
