from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.activities.rows import ActionRow, RadioRow, TickRow, isolated, paint_tick

WORDS = "A row whose words are long enough to need more than one line where there is little room for them"


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_a_screen_reader_meets_the_kinds_it_knows(qtbot: QtBot) -> None:
    rows = (RadioRow(WORDS), TickRow(WORDS), ActionRow(WORDS))
    for row in rows:
        qtbot.addWidget(row)
    roles = [QAccessible.Role.RadioButton, QAccessible.Role.CheckBox, QAccessible.Role.Button]
    assert [role_of(row) for row in rows] == roles
    assert {row.accessibleName() for row in rows} == {WORDS}


def test_a_row_is_higher_where_it_is_narrow(qtbot: QtBot) -> None:
    row = RadioRow(WORDS)
    qtbot.addWidget(row)
    assert row.heightForWidth(240) > row.heightForWidth(900)


def test_a_radio_row_stays_chosen_when_it_is_pressed_again(qtbot: QtBot) -> None:
    row = RadioRow(WORDS)
    qtbot.addWidget(row)
    row.click()
    row.click()
    assert row.isChecked()


def test_a_tick_can_be_taken_back(qtbot: QtBot) -> None:
    row = TickRow(WORDS)
    qtbot.addWidget(row)
    row.click()
    row.click()
    assert not row.isChecked()


def test_a_press_at_the_far_end_of_a_row_counts(qtbot: QtBot) -> None:
    pressed: list[str] = []
    row = TickRow(WORDS, lambda: pressed.append("yes"))
    qtbot.addWidget(row)
    row.resize(700, 50)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row.rect().bottomRight())
    assert pressed == ["yes"]


def test_a_chosen_row_looks_different_from_one_that_is_not(qtbot: QtBot) -> None:
    row = TickRow(WORDS)
    qtbot.addWidget(row)
    before = row.grab().toImage()
    row.setChecked(True)
    assert row.grab().toImage() != before


def test_a_tick_is_painted_in_its_colour(qtbot: QtBot) -> None:
    picture = QPixmap(20, 20)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_tick(painter, QRectF(picture.rect()), "#ff0000")
    painter.end()
    image = picture.toImage()
    assert any(image.pixelColor(x, y).name() == "#ff0000" for x in range(20) for y in range(20))


def test_words_keep_their_own_direction_on_a_page_that_begins_at_the_right() -> None:
    words = isolated("“Stop.” Then wait.")
    assert (words[0], words[1:-1], words[-1]) == ("\u2068", "“Stop.” Then wait.", "\u2069")
