"""Every page of the program, as each kind of person meets it, and every kind of activity."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget

from cor_desktop.presenters.module import ModulePresenter
from cor_desktop.ui import pages
from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.activities.order_step import OrderStep
from cor_desktop.ui.activities.rows import ActionRow
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.house import House
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.widgets.question import QuestionButton

BEFORE = ("welcome", "help", "settings", "sync", "sign_in", "register", "reset")
GUEST = ("home", "certificates", "sync", "settings", "help", "my_data", "sign_in", "register", "reset", "yours")
SIGNED_IN = (
    *("home", "certificates", "sync", "settings", "account", "my_data", "help"),
    *("code", "new_password", "module", "completion"),
)
LOCKED = ("lock", "sign_in", "browser", "help")
_ARGUMENTS = {"browser": "lakeside", "module": "a-module", "completion": "a-module"}


def places() -> set[str]:
    """Every place that `ui/pages.py` knows a page for."""
    built = ast.walk(ast.parse(inspect.getsource(pages)))
    cases = [case.pattern for case in built if isinstance(case, ast.match_case)]
    named = {node.value for case in cases for node in ast.walk(case) if isinstance(node, ast.Constant)}
    return {str(name) for name in named} | pages._WAYS_IN


def settle() -> None:
    """Let what was asked for be laid out, and what went be gone."""
    for _turn in range(3):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def visit(house: House, names: tuple[str, ...]) -> Iterator[tuple[str, QWidget]]:
    """Go to each page: as it opens, then with every fault of its form and everything open that opens."""
    for name in names:
        house.navigation.go(name, _ARGUMENTS.get(name, ""))
        settle()
        page = house.window.stack.currentWidget()
        assert page is not None
        yield name, page
        open_all(page, may_send=name != "browser")  # that one would wait for a browser
        if house.window.stack.currentWidget() is page:
            yield f"{name}, opened", page


def open_all(page: QWidget, may_send: bool) -> None:
    """Send the form as it stands, and open whatever opens."""
    if isinstance(page, FormPage) and may_send:
        page.submit()
    for question in page.findChildren(QuestionButton):
        question.setChecked(True)
    settle()


def play(page: ModulePage, presenter: ModulePresenter) -> Iterator[str]:
    """Go through every activity: as it opens, after Continue was pressed too early, and with everything done."""
    for activity in presenter.module.activities:
        kind = type(activity).__name__
        presenter.jump(activity.id)
        settle()
        yield kind
        do_all(page)
        settle()
        yield f"{kind}, done"


def do_all(page: ModulePage) -> None:
    """Do everything that can be done in the activity."""
    view = page.view
    assert view is not None
    for card in view.findChildren(MatchCard):
        card.click()
    for step in view.findChildren(OrderStep)[:1]:
        step.stops()[2].click()  # type: ignore[attr-defined]
    for kind in (QRadioButton, QAbstractButton):
        for button in view.findChildren(kind):
            if button.isEnabled() and not isinstance(button, ActionRow) and button.isVisibleTo(view):
                button.click()
    while options := [row for row in view.findChildren(ActionRow) if row.isVisibleTo(view)]:
        options[-1].click()
        settle()
