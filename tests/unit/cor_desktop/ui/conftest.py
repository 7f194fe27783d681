"""The real module 1, packed from its source, in the real page."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.authoring.check import check, module_folders
from cor_desktop.authoring.pack import write_pack
from cor_desktop.learning.catalog import Catalog
from cor_desktop.ui.theme import Theme
from tests.fakes.a_desk import a_desk
from tests.fakes.clock import HandClock
from tests.fakes.player import Player

CONTENT = Path(__file__).parents[4] / "content"


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = tmp_path_factory.mktemp("pack")
    checked = check(module_folders(CONTENT))
    assert not checked.faults
    write_pack(checked.modules, folder)
    return Catalog(folder)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp)
    theme.apply("light", 100, True)
    yield theme
    theme.apply("light", 100, True)


@pytest.fixture
def desk(tmp_path: Path, catalog: Catalog) -> Iterator[Desk]:
    desk = a_desk(tmp_path / "desk", HandClock(), None, catalog)
    start_learning(desk)
    yield desk
    desk.store.close()


@pytest.fixture
def come(qtbot: QtBot, theme: Theme, desk: Desk) -> Callable[[], Player]:
    """Start the program anew and open the module."""
    return lambda: Player(qtbot, desk, random.Random(3))


@pytest.fixture
def player(come: Callable[[], Player]) -> Player:
    return come()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told beside what has the focus, in order."""
    told: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return told
