from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.flow import Flow


class Block(QWidget):
    """100 wide, 20 high."""

    def sizeHint(self) -> QSize:
        return QSize(100, 20)


@pytest.fixture
def flow(qtbot: QtBot) -> Flow:
    made = Flow()
    qtbot.addWidget(made)
    for _ in range(3):
        made.add(Block())
    made.show()
    return made


def places(flow: Flow, width: int) -> list[tuple[int, int]]:
    flow.resize(width, flow.heightForWidth(width))
    QApplication.processEvents()
    return [(child.x(), child.y()) for child in flow.findChildren(Block) if not child.isHidden()]


def test_what_fits_stands_in_one_line(flow: Flow) -> None:
    assert places(flow, 400) == [(0, 0), (112, 0), (224, 0)]


def test_what_does_not_fit_goes_to_the_next_line(flow: Flow) -> None:
    assert places(flow, 250) == [(0, 0), (112, 0), (0, 32)]
    assert flow.heightForWidth(250) == 52


def test_it_runs_from_the_right_where_people_read_so(flow: Flow) -> None:
    flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert places(flow, 400) == [(300, 0), (188, 0), (76, 0)]


def test_what_is_hidden_leaves_no_gap(flow: Flow) -> None:
    flow.findChildren(Block)[0].hide()
    assert places(flow, 400) == [(0, 0), (112, 0)]


def test_what_was_hidden_before_stays_hidden(flow: Flow) -> None:
    block = Block()
    block.hide()
    flow.add(block)
    assert block.isHidden()


def test_a_child_that_grows_gets_its_room(flow: Flow, qtbot: QtBot) -> None:
    button = QPushButton("a")
    flow.add(button)
    before = button.width()
    button.setText("a much longer word")
    QApplication.processEvents()
    assert button.width() > before


def test_a_line_is_never_wider_than_the_place(flow: Flow) -> None:
    assert places(flow, 60) == [(0, 0), (0, 32), (0, 64)]
    assert all(child.width() == 60 for child in flow.findChildren(Block))


def test_distances_follow_the_text_size(flow: Flow, theme: Theme) -> None:
    before = flow.sizeHint().width()
    theme.apply("light", 200, False)
    assert flow.sizeHint().width() > before


def test_a_cleared_flow_is_empty(flow: Flow) -> None:
    flow.clear()
    assert (flow.findChildren(QLabel), flow.heightForWidth(100)) == ([], 0)
