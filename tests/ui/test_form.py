from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Refused, WaitBeforeTrying, WrongCredentials
from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.ui.form import Form
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.page import Page
from tests.fakes.background import WhenTold
from tests.fakes.finding import words_on


class Tried:
    """A form of two fields on a page, and what its button does."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.background = WhenTold()
        self.presenter = FormPresenter(desk, self.background)
        self.answer: Exception | None = None
        self.page = Page("A form")
        qtbot.addWidget(self.page)
        self.form = Form(self.page, self.presenter, "Send", "Asking …", self.send)
        self.form.add_field("email", Field("Email"))
        self.form.add_field("code", Field("Code"))
        self.form.finish()
        self.page.column.add(self.form)
        self.page.show()

    def send(self) -> None:
        self.presenter.ask_server({}, "", self._work, lambda _none: None)

    def _work(self) -> None:
        if self.answer:
            raise self.answer


@pytest.fixture
def tried(desk: Desk, qtbot: QtBot) -> Tried:
    return Tried(desk, qtbot)


def test_return_in_any_field_sends_it_and_nothing_changes_meanwhile(tried: Tried, qtbot: QtBot) -> None:
    qtbot.keyClick(tried.form.fields["code"].edit, Qt.Key.Key_Return)
    assert not tried.form.send.isEnabled() and not tried.form.fields["email"].isEnabled()
    tried.background.finish()
    assert tried.form.send.isEnabled() and tried.form.fields["email"].isEnabled()


def test_a_refused_field_says_so_and_takes_the_focus(tried: Tried, qtbot: QtBot) -> None:
    with qtbot.waitActive(tried.page):
        tried.page.activateWindow()
    tried.answer = Refused("This code is wrong", field="code")
    tried.send()
    tried.background.finish()
    assert tried.form.fields["code"].error.startswith("This code is wrong.")
    assert QApplication.focusWidget() is tried.form.fields["code"].edit


def test_a_wait_is_told_beside_the_button_which_waits_too(tried: Tried) -> None:
    tried.answer = WaitBeforeTrying(40)
    tried.send()
    tried.background.finish()
    assert "Please wait 40 seconds before the next try." in words_on(tried.page)
    assert not tried.form.send.isEnabled() and tried.form.fields["email"].isEnabled()


def test_the_first_empty_field_has_the_focus(tried: Tried, qtbot: QtBot) -> None:
    with qtbot.waitActive(tried.page):
        tried.page.activateWindow()
    tried.form.fields["email"].edit.setText("ana@example.org")
    tried.form.focus_first()
    assert QApplication.focusWidget() is tried.form.fields["code"].edit
    tried.form.clear_fields()
    assert tried.form.typed("email") == ""


def test_whoever_types_goes_on_where_they_were_after_the_answer(tried: Tried, qtbot: QtBot) -> None:
    with qtbot.waitActive(tried.page):
        tried.page.activateWindow()
    tried.answer = WrongCredentials()
    edit = tried.form.fields["code"].edit
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not edit
    tried.background.finish()
    assert QApplication.focusWidget() is edit
