from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.ui.style_sheet import style_sheet
from cor_desktop.ui.tokens import Appearance, Tokens


@pytest.fixture
def said() -> Iterator[list[str]]:
    """What Qt says meanwhile."""
    lines: list[str] = []

    def listen(_kind: QtMsgType, _context: object, text: str) -> None:
        lines.append(text)

    before = qInstallMessageHandler(listen)
    yield lines
    qInstallMessageHandler(before)


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_qt_understands_the_whole_sheet(qtbot: QtBot, said: list[str], appearance: Appearance) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    label.setStyleSheet(style_sheet(Tokens(appearance, 150)))
    label.ensurePolished()
    assert said == []


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_every_picture_it_names_exists(appearance: Appearance) -> None:
    sheet = style_sheet(Tokens(appearance))
    pictures = [part.split('"')[0] for part in sheet.split('url("')[1:]]
    assert pictures and all(Path(picture).is_file() for picture in pictures)
