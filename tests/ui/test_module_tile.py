from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.home import ModuleCard
from cor_desktop.ui.module_tile import ModuleTile
from cor_desktop.ui.widgets.drawing import WideDrawing
from tests.factories.packs import COVER
from tests.fakes.finding import button, words_on

NEW = ModuleCard("a-module", "cover.svg", 2, "A module", "For tests.", "10 minutes", ("Notice.",), "new", "New", 0, 0)


def show(qtbot: QtBot, card: ModuleCard, cover: bytes = COVER) -> ModuleTile:
    tile = ModuleTile(card, cover, lambda: None)
    qtbot.addWidget(tile)
    tile.resize(300, tile.heightForWidth(300))
    tile.show()
    QApplication.processEvents()
    return tile


def test_a_tile_says_what_a_card_says(qtbot: QtBot) -> None:
    words = words_on(show(qtbot, NEW))
    for expected in ("New", "Module 2 · about 10 minutes", "A module", "For tests."):
        assert expected in words


def test_objectives_are_shown_on_demand(qtbot: QtBot) -> None:
    tile = show(qtbot, NEW)
    assert "Notice." not in words_on(tile)
    qtbot.mouseClick(tile.more, Qt.MouseButton.LeftButton)
    assert "Notice." in words_on(tile)


def test_the_picture_is_as_wide_as_the_tile(qtbot: QtBot) -> None:
    tile = show(qtbot, NEW)
    picture = tile.findChild(WideDrawing)
    assert picture is not None
    margins = tile.body.contentsMargins()
    assert picture.width() == tile.contentsRect().width() - margins.left() - margins.right()
    assert picture.height() == picture.heightForWidth(picture.width()) > 0


def test_a_tile_without_a_picture_is_complete(qtbot: QtBot) -> None:
    assert show(qtbot, NEW, b"").findChild(WideDrawing) is None


def test_the_button_names_its_module_and_another_stands_beside_it(qtbot: QtBot) -> None:
    tile, pressed = show(qtbot, replace(NEW, state="completed", state_words="Completed")), []
    tile.offer("Certificate", lambda: pressed.append(True))
    QApplication.processEvents()
    qtbot.mouseClick(button(tile, "Certificate"), Qt.MouseButton.LeftButton)
    assert (tile.button.accessibleName(), pressed) == ("Review: A module", [True])
