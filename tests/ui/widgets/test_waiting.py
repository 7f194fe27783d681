from __future__ import annotations

import pytest
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets import waiting
from cor_desktop.ui.widgets.waiting import Waiting


@pytest.fixture
def shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_PATIENCE", 0)


@pytest.fixture
def row(qtbot: QtBot) -> Waiting:
    made = Waiting("Asking …")
    qtbot.addWidget(made)
    return made


def test_what_is_fast_needs_no_words(row: Waiting) -> None:
    row.set_busy(True)
    row.set_busy(False)
    assert row.isHidden()


@pytest.mark.usefixtures("shown_at_once")
def test_what_takes_longer_is_said(row: Waiting, qtbot: QtBot) -> None:
    row.set_busy(True)
    qtbot.waitUntil(lambda: not row.isHidden())
    bar = row.findChild(QProgressBar)
    assert bar is not None and (bar.accessibleName(), bar.maximum()) == ("Asking …", 0)
    row.set_busy(False)
    assert row.isHidden()


@pytest.mark.usefixtures("shown_at_once")
def test_where_nothing_may_move_the_bar_stands(row: Waiting, qtbot: QtBot, theme: Theme) -> None:
    theme.apply("light", 100, True)
    row.set_busy(True)
    qtbot.waitUntil(lambda: not row.isHidden())
    bar = row.findChild(QProgressBar)
    assert bar is not None and (bar.value(), bar.maximum()) == (1, 2)
