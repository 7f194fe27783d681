"""Every sentence of My data is looked up in the language that is spoken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.my_data import held_here
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.my_data.page import MyDataPage
from cor_desktop.ui.widgets.question import QuestionButton
from tests.factories.modules import a_module
from tests.fakes.finding import page_of
from tests.fakes.pseudo import strings_of, unmarked
from tests.fakes.server import FakeServer
from tests.ui.conftest import house_of


def test_no_word_of_it_is_unmarked(
    ana: Desk, server: FakeServer, speaking: Callable[[str], None], open_window: Callable[[], MainWindow]
) -> None:
    speaking("pseudo")
    open_activity(ana, a_module("one", "two"), "one")
    keep_open_page(ana, "home")
    server.award(ana.learner().id, "COR-1")
    house = house_of(open_window())
    house.navigation.go("my_data")
    page = page_of(house, MyDataPage)
    for button in page.findChildren(QuestionButton):
        button.setChecked(True)
    QApplication.processEvents()
    held = held_here(ana)
    assert held is not None
    given = {*strings_of((ana.catalog.modules(), server.policy(), held)), "Test device", "Linux"}
    assert unmarked(page, given) == set()
