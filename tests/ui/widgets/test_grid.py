from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.grid import Grid
from cor_desktop.ui.widgets.text import Label

LONG = "Words that need more than one line, because there are so many of them in a narrow place. " * 3


def show(qtbot: QtBot, width: int, *words: str) -> tuple[Grid, list[Label]]:
    grid, cells = Grid(column=280, most=3), [Label(each) for each in words]
    qtbot.addWidget(grid)
    for cell in cells:
        grid.add(cell)
    grid.resize(width, grid.heightForWidth(width))
    grid.show()
    return grid, cells


@pytest.mark.parametrize(("width", "columns"), [(200, 1), (280, 1), (576, 2), (880, 3), (2000, 3)])
def test_there_are_as_many_columns_as_there_is_room_for(qtbot: QtBot, width: int, columns: int) -> None:
    grid, cells = show(qtbot, width, *"abcd")
    assert grid.columns(width) == len({cell.x() for cell in cells}) == columns


def test_large_text_takes_fewer_columns(qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 200, False)
    assert show(qtbot, 880, *"ab")[0].columns(880) == 1


def test_cells_of_a_row_are_alike_and_nothing_is_cut(qtbot: QtBot) -> None:
    grid, cells = show(qtbot, 880, LONG, "short", "short", "next row")
    assert len({(cell.y(), cell.height(), cell.width()) for cell in cells[:3]}) == 1
    assert cells[0].height() >= cells[0].heightForWidth(cells[0].width())
    assert cells[3].y() > cells[0].height()
    assert cells[3].geometry().bottom() < grid.height()


def test_from_right_to_left_the_first_is_at_the_right(qtbot: QtBot) -> None:
    grid, cells = show(qtbot, 880, *"ab")
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert cells[0].x() > cells[1].x()
    assert cells[0].geometry().right() == grid.width() - 1


def test_cleared_it_takes_no_room(qtbot: QtBot) -> None:
    grid, _cells = show(qtbot, 880, *"ab")
    grid.clear()
    assert grid.heightForWidth(880) == 0
