from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.home import ModuleCard
from cor_desktop.ui.module_card import ModuleCardView
from cor_desktop.ui.widgets.ring import ProgressRing
from tests.factories.packs import COVER
from tests.fakes.finding import words_on

NEW = ModuleCard("a-module", "cover.svg", 1, "A module", "For tests.", "10 minutes", ("Notice.",), "new", "New", 0, 0)
STARTED = replace(NEW, state="started", state_words="In progress", done=3, total=8)
COMPLETED = replace(NEW, state="completed", state_words="Completed on 3 May")


def show(qtbot: QtBot, card: ModuleCard, cover: bytes = COVER) -> ModuleCardView:
    view = ModuleCardView(card, cover, lambda: None)
    qtbot.addWidget(view)
    view.resize(800, 300)
    view.show()
    return view


def test_a_new_module_shows_what_it_takes_and_gives(qtbot: QtBot) -> None:
    words = words_on(show(qtbot, NEW))
    for expected in ("New", "Module 1 · about 10 minutes", "A module", "For tests.", "Notice."):
        assert expected in words


def test_a_module_in_another_language_says_so(qtbot: QtBot) -> None:
    assert "Language: English" in words_on(show(qtbot, replace(NEW, language_words="Language: English")))


def test_a_started_module_has_a_ring(qtbot: QtBot) -> None:
    view = show(qtbot, STARTED)
    ring = view.findChild(ProgressRing)
    assert ring is not None and ring.accessibleName() == "3 of 8 done"
    assert view.button.text() == "Continue"


def test_a_completed_module_says_so_in_words_to_everybody(qtbot: QtBot) -> None:
    view = show(qtbot, COMPLETED)
    assert "Completed on 3 May" in view.accessibleName()
    assert view.button.text() == "Review"


def test_the_button_names_its_module_to_screen_readers(qtbot: QtBot) -> None:
    assert show(qtbot, NEW).button.accessibleName() == "Start: A module"


@pytest.mark.parametrize(
    ("width", "direction"), [(800, QBoxLayout.Direction.LeftToRight), (500, QBoxLayout.Direction.BottomToTop)]
)
def test_in_a_narrow_place_the_words_and_the_button_come_first(
    qtbot: QtBot, width: int, direction: QBoxLayout.Direction
) -> None:
    view = show(qtbot, NEW)
    view.resize(width, 600)
    QApplication.processEvents()
    assert view.body.direction() == direction


def test_another_button_stands_beside_the_first(qtbot: QtBot) -> None:
    view, pressed = show(qtbot, COMPLETED, b""), []
    view.offer("Certificate", lambda: pressed.append(True))
    other = next(one for one in view.findChildren(type(view.button)) if one.text() == "Certificate")
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert pressed == [True]
