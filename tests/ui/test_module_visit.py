from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import record
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.completion import CompletionPage
from cor_desktop.ui.house import House
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.trouble_page import TroublePage
from tests.factories.paper import a_pdf
from tests.fakes.finding import button, page_of
from tests.fakes.server import FakeServer


def press_continue(house: House) -> None:
    page_of(house, ModulePage).foot.onward.click()
    QApplication.processEvents()


def test_a_module_is_taken_to_its_end_from_the_window(ana_house: House, ana: Desk) -> None:
    ana_house.navigation.go("module", "a-module")
    press_continue(ana_house)
    press_continue(ana_house)
    page_of(ana_house, CompletionPage)
    assert record(ana)["a-module"].state == "completed"


def test_each_finished_activity_is_sent_by_itself(ana_house: House, server: FakeServer) -> None:
    ana_house.navigation.go("module", "a-module")
    before = len(server.requests)
    press_continue(ana_house)
    assert len(server.requests) == before + 1
    assert "all sent" in ana_house.window.foot.line.text()


def test_the_line_counts_while_working_offline(ana_house: House) -> None:
    ana_house.sync.work_offline(True)
    ana_house.navigation.go("module", "a-module")
    assert "2 items not sent yet" in ana_house.window.foot.line.text()
    press_continue(ana_house)
    assert "4 items not sent yet" in ana_house.window.foot.line.text()


def test_a_module_that_is_left_is_destroyed(ana_house: House) -> None:
    ana_house.navigation.go("module", "a-module")
    first = page_of(ana_house, ModulePage)
    ana_house.go("home")
    ana_house.navigation.back()
    assert page_of(ana_house, ModulePage) is not first


def test_a_module_that_cannot_be_opened_says_why(ana_house: House) -> None:
    ana_house.navigation.go("module", "no-such-module")
    page_of(ana_house, TroublePage)


def test_a_certificate_that_comes_while_the_learner_celebrates_is_shown(
    ana_house: House, ana: Desk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fakes.server.PDF", a_pdf())
    ana_house.navigation.go("module", "a-module")
    press_continue(ana_house)
    server.award(ana.learner().id, "COR-1", "a-module")
    press_continue(ana_house)
    page = page_of(ana_house, CompletionPage)
    ana_house.sync.sync_now()
    button(page, "Open certificate").click()
    assert ana_house.navigation.place.value == Place("certificates", "COR-1")
