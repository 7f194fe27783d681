from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.icons import picture
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.heard import heard, install
from cor_desktop.ui.widgets.question import QuestionButton
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.tick import Tick

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    install()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_what_is_large_is_a_heading_and_what_is_decoration_is_passed_by(qtbot: QtBot) -> None:
    banner, bullet = Banner(), Label("•")
    heard(bullet, "decoration")
    things = (Label("Words"), Label("Words", "title"), Label("Words", "heading"), picture("home", 20, "#000000"))
    for widget in (banner, bullet, *things):
        qtbot.addWidget(widget)
    assert [role_of(one) for one in things] == [Role.StaticText, Role.Heading, Role.Heading, Role.Whitespace]
    assert (role_of(banner), role_of(bullet), role_of(Column())) == (Role.Notification, Role.Whitespace, Role.Client)


def test_a_role_can_change_while_somebody_listens(qtbot: QtBot) -> None:
    label = Label("Words", "caption")
    qtbot.addWidget(label)
    before = role_of(label)
    label.setProperty("role", "heading")
    assert (before, role_of(label)) == (Role.StaticText, Role.Heading)


def test_a_label_and_a_button_read_their_words(qtbot: QtBot) -> None:
    label, button = Label("Ana & Odo"), QuietButton("Ana & Odo")
    for widget in (label, button):
        qtbot.addWidget(widget)
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) == "Ana & Odo"


def test_what_opens_is_a_button_that_says_whether_it_is_open(qtbot: QtBot) -> None:
    question = QuestionButton("Why?", lambda _open: None)
    qtbot.addWidget(question)
    interface = QAccessible.queryAccessibleInterface(question)
    closed = interface.state()
    interface.actionInterface().doAction("Press")
    opened = interface.state()
    assert interface.role() == Role.Button
    assert (closed.expandable, closed.expanded, opened.expanded, opened.collapsed) == (1, 0, 1, 0)


def test_a_screen_reader_can_press_a_button_and_give_it_the_focus(qtbot: QtBot) -> None:
    pressed: list[str] = []
    button = QuietButton("Save", lambda: pressed.append("saved"))
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    for name in actions.actionNames():
        actions.doAction(name)
    assert (pressed, button.hasFocus()) == (["saved"], True)


def test_what_is_heard_ends_with_its_widget(qtbot: QtBot) -> None:
    around = Column()
    qtbot.addWidget(around)
    for _turn in range(200):
        label = Label("Words", "heading")
        around.add(label)
        assert role_of(label) == Role.Heading
        del label
        around.clear()
        gc.collect(0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert QAccessible.queryAccessibleInterface(around).childCount() == 0


@pytest.mark.parametrize(("kind", "role"), [(Tick, Role.CheckBox), (QRadioButton, Role.RadioButton)])
def test_what_a_screen_reader_chooses_is_told_as_a_click_is(
    kind: type[QAbstractButton], role: QAccessible.Role, qtbot: QtBot
) -> None:
    told: list[bool] = []
    choice = kind("Remember me")  # type: ignore[arg-type]
    qtbot.addWidget(choice)
    choice.clicked.connect(lambda chosen: told.append(chosen))
    interface = QAccessible.queryAccessibleInterface(choice)
    interface.actionInterface().doAction(interface.actionInterface().actionNames()[0])
    assert (interface.role(), interface.text(QAccessible.Text.Name), told) == (role, "Remember me", [True])
    assert (interface.state().checkable, interface.state().checked) == (1, 1)
