from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.remembered import remembered
from cor_desktop.ui.house import House
from cor_desktop.ui.my_data.page import MyDataPage
from tests.fakes.a_desk import come_in
from tests.fakes.finding import page_of
from tests.ui.conftest import FORM


def test_a_name_that_is_not_remembered_needs_no_button(page: MyDataPage) -> None:
    assert not page.remembered.isVisibleTo(page)


def test_a_name_at_the_sign_in_is_forgotten_from_here(ana_house: House, ana: Desk, qtbot: QtBot) -> None:
    come_in(ana, FORM.email, FORM.password, remember=True)
    ana_house.navigation.go("my_data")
    page = page_of(ana_house, MyDataPage)
    assert page.remembered.isVisibleTo(page)
    qtbot.mouseClick(page.remembered.forget, Qt.MouseButton.LeftButton)
    assert remembered(ana) == ()
    assert page.remembered.said.words == "Your name is not shown at the sign-in any more."
    assert not page.remembered.forget.isVisibleTo(page)
