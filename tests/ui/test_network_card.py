from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.house import House
from cor_desktop.ui.network_card import NetworkCard
from cor_desktop.ui.settings_page import SettingsPage
from tests.fakes.authority import Authority
from tests.fakes.finding import page_of
from tests.fakes.messages import Answers


@pytest.fixture
def card(ana_house: House) -> NetworkCard:
    ana_house.go("settings")
    return page_of(ana_house, SettingsPage).network


def test_a_proxy_is_kept_as_it_will_be_used(card: NetworkCard, ana_house: House, qtbot: QtBot) -> None:
    card.proxy.edit.setText("proxy.school.org:8080")
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    assert ana_house.desk.settings.proxy_address == "http://proxy.school.org:8080" == card.proxy.text()
    assert card.answer.words.startswith("Kept.")


def test_what_is_no_proxy_is_told_and_what_was_stays(card: NetworkCard, ana_house: House, qtbot: QtBot) -> None:
    card.proxy.edit.setText("http://ana:word@proxy:8080")
    qtbot.keyClick(card.proxy.edit, Qt.Key.Key_Return)
    assert card.answer.words.startswith("This is not the address of a proxy.")
    assert ana_house.desk.settings.proxy_address == ""


def test_a_certificate_file_is_chosen_and_looked_at(
    card: NetworkCard, ana_house: House, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.place = tmp_path / "letter.pem"
    answers.place.write_text("Dear school,")
    qtbot.mouseClick(card.choose, Qt.MouseButton.LeftButton)
    assert card.answer.words.startswith("This file holds no certificate.")
    assert ana_house.desk.settings.extra_authority == ""
    answers.place = Authority(tmp_path).path
    qtbot.mouseClick(card.choose, Qt.MouseButton.LeftButton)
    assert ana_house.desk.settings.extra_authority == str(answers.place) == card.authority.text()


def test_the_way_is_tried_on_the_page_behind_the_line(card: NetworkCard, ana_house: House, qtbot: QtBot) -> None:
    qtbot.mouseClick(card.test, Qt.MouseButton.LeftButton)
    assert ana_house.navigation.place.value.page == "sync"
