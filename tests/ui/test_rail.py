from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.ui.rail import WAYS, Rail
from cor_desktop.ui.theme import Theme


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def rail(qtbot: QtBot, went: list[str]) -> Rail:
    made = Rail(went.append)
    qtbot.addWidget(made)
    made.resize(made.width(), 560)
    made.show()
    return made


def test_every_button_leads_to_its_page(rail: Rail, went: list[str], qtbot: QtBot) -> None:
    for way in WAYS:
        qtbot.mouseClick(rail.buttons[way.page], Qt.MouseButton.LeftButton)
    assert went == [way.page for way in WAYS]


@pytest.mark.parametrize(
    ("page", "lit"), [("home", "home"), ("module", "home"), ("register", "account"), ("sync", None)]
)
def test_the_open_page_is_lit(rail: Rail, page: str, lit: str | None) -> None:
    rail.light(page)
    assert [name for name, button in rail.buttons.items() if button.isChecked()] == ([lit] if lit else [])


def test_the_account_is_named(rail: Rail) -> None:
    rail.name_account("Ana")
    assert (rail.buttons["account"].text(), rail.buttons["account"].accessibleName()) == ("Ana", "Account of Ana")
    rail.name_account("")
    assert rail.buttons["account"].text() == "Sign in"


def test_a_long_name_stays_within_the_rail(rail: Rail) -> None:
    width = rail.width()
    rail.name_account("Wolfeschlegelsteinhausenbergerdorff")
    assert rail.sizeHint().width() <= width


@pytest.mark.parametrize("size", [100, 200])
def test_all_words_fit_on_a_small_screen(rail: Rail, theme: Theme, size: int) -> None:
    theme.apply("light", size, False)
    assert rail.sizeHint().height() <= 600 - 60
    assert all(button.sizeHint().width() <= rail.width() for button in rail.buttons.values())
