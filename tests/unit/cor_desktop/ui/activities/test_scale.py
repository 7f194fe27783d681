from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from cor_desktop.ui.activities.scale import Scale

STEPS = ("Not at all", "A little", "Entirely")


@pytest.fixture
def picked() -> list[int]:
    return []


@pytest.fixture
def scale(qtbot: QtBot, picked: list[int]) -> Scale:
    scale = Scale("I know this student.", STEPS, picked.append)
    qtbot.addWidget(scale)
    scale.resize(600, 100)
    with qtbot.waitExposed(scale):
        scale.show()
    return scale


def steps(scale: Scale) -> list[QRadioButton]:
    return scale.findChildren(QRadioButton)


def test_a_step_says_what_it_rates(scale: Scale) -> None:
    assert steps(scale)[1].accessibleName() == "A little: I know this student."


def test_steps_are_counted_from_one(scale: Scale, picked: list[int]) -> None:
    steps(scale)[2].click()
    assert picked == [3]


def test_only_one_step_is_picked(scale: Scale) -> None:
    steps(scale)[0].click()
    steps(scale)[1].click()
    assert [step.isChecked() for step in steps(scale)] == [False, True, False]


def test_steps_stand_beside_one_another_where_there_is_room(scale: Scale) -> None:
    assert len({step.y() for step in steps(scale)}) == 1


def test_steps_stand_below_one_another_where_there_is_none(scale: Scale) -> None:
    scale.resize(200, 300)
    QApplication.processEvents()
    assert len({step.x() for step in steps(scale)}) == 1
