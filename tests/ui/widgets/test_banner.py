from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cor_desktop.errors import Offline
from cor_desktop.ui.widgets.banner import Banner
from tests.fakes.finding import button


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_until_it_has_something_to_say(banner: Banner) -> None:
    assert (banner.isHidden(), banner.words) == (True, "")


def test_it_says_a_title_and_a_sentence(banner: Banner) -> None:
    banner.tell("Saved.", "Nothing is lost.", "note-good")
    assert (banner.words, banner.property("role")) == ("Saved. Nothing is lost.", "note-good")


def test_it_offers_something_to_do_until_it_says_something_else(banner: Banner, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    banner.tell("Still open.")
    banner.offer("Skip", lambda: pressed.append(True))
    qtbot.mouseClick(button(banner, "Skip"), Qt.MouseButton.LeftButton)
    banner.tell("Done.")
    assert pressed == [True]
    assert [one.text() for one in banner.findChildren(QPushButton)] == []


def test_a_trouble_is_said_in_its_own_words(banner: Banner) -> None:
    banner.show_trouble(Offline())
    assert banner.words.startswith("No connection to the server. Your work is saved on this computer.")
    banner.show_trouble(None)
    assert banner.words == ""
