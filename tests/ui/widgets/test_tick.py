from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.tick import Tick

LONG = "Names may be remembered at the sign-in on this computer, for as long as its owner likes"


def shown(qtbot: QtBot, words: str, width: int = 240) -> Tick:
    tick = Tick(words)
    qtbot.addWidget(tick)
    tick.resize(width, tick.heightForWidth(width))
    with qtbot.waitExposed(tick):
        tick.show()
    return tick


def test_long_words_take_more_lines_where_there_is_no_room(qtbot: QtBot) -> None:
    tick = shown(qtbot, LONG)
    line = tick.fontMetrics().lineSpacing()
    assert tick.heightForWidth(240) >= tick.heightForWidth(2000) + 2 * line


def test_short_words_take_one_line(qtbot: QtBot) -> None:
    assert shown(qtbot, "Work offline").height() == shown(qtbot, "Yes").height()


def test_it_may_be_as_narrow_as_its_longest_word(qtbot: QtBot) -> None:
    tick = shown(qtbot, LONG)
    word = tick.fontMetrics().horizontalAdvance("remembered")
    assert word < tick.minimumSizeHint().width() < word + 60


def test_it_is_ticked_by_mouse_and_key_wherever_it_is_pressed(qtbot: QtBot) -> None:
    tick = shown(qtbot, LONG)
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().bottomRight() - QPoint(2, 2))
    assert tick.isChecked()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()


def test_its_words_are_painted(qtbot: QtBot) -> None:
    tick, empty = shown(qtbot, LONG), shown(qtbot, "")
    empty.resize(tick.size())
    assert tick.grab().toImage() != empty.grab().toImage()
