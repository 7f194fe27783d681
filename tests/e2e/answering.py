"""Two opposite ways to answer all that an activity asks: hastily, and with every change of mind there can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from cor_desktop.ui.activities.match_board import MatchBoard
from cor_desktop.ui.activities.match_card import MatchCard
from cor_desktop.ui.activities.order_step import OrderStep
from cor_desktop.ui.activities.plan import PlanWidget
from cor_desktop.ui.activities.rows import ActionRow, RadioRow, TickRow
from cor_desktop.ui.activities.scale import Scale
from cor_desktop.ui.activities.scenario import ScenarioWidget
from cor_desktop.ui.private_edit import PrivateEdit
from cor_protocol.module import Scenario
from tools.person import Person, says, type_text

W = TypeVar("W", bound=QWidget)

LOOKS = ("See what follows", "See how it fits", "See what fits", "See what others might write")


def hastily(person: Person, words: str) -> None:
    """The first of every choice, the shortest way through a scene, nothing moved, no hint, no tick; the words once."""
    for scale in person.visible(Scale):
        person.click(scale.findChildren(QAbstractButton)[0])
    if not person.visible(PlanWidget):
        for first in (*firsts(person, RadioRow), *firsts(person, TickRow)):
            person.click(first)
    for scene in person.visible(ScenarioWidget):
        play(person, min(ways_through(scene), key=len))
    join(person, turned=False)
    write(person, words)
    look(person)


def thoroughly(person: Person, words: str) -> None:
    """Every choice in turn and the last of them kept, hints, the longest way with going back, everything moved."""
    open_hints(person)
    for scale in person.visible(Scale):
        for step in scale.findChildren(QAbstractButton):
            person.click(step)
    choose_all(person)
    for scene in person.visible(ScenarioWidget):
        play_again_and_again(person, scene)
    for turned in (False, True):
        join(person, turned)
        look(person)
    move(person)
    write(person, words)
    look(person)
    write_again(person, words)


def ways_through(scene: ScenarioWidget) -> list[tuple[int, ...]]:
    """The ways through the scene on the page."""
    return ways_of(scene._presenter.activity)


def ways_of(activity: Scenario) -> list[tuple[int, ...]]:
    """Every way through a scenario that meets no moment twice, as the places of the options taken."""
    return list(_ways(activity, activity.start, ()))


def _ways(scene: Scenario, moment: str, met: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    node = scene.node(moment)
    if node.ending is not None:
        yield ()
    for place, option in enumerate(node.options):
        if option.goto not in met:
            yield from ((place, *rest) for rest in _ways(scene, option.goto, (*met, moment)))


def play(person: Person, way: tuple[int, ...]) -> None:
    for place in way:
        options = person.visible(ActionRow)
        person.click(options[place])
        person.wait(lambda before=options: person.visible(ActionRow) != before, "the scene to go on")  # type: ignore[misc]


def play_again_and_again(person: Person, scene: ScenarioWidget) -> None:
    ways = sorted(ways_through(scene), key=len)
    for way, back in ((ways[-1], "Go back"), (ways[0], "Play the scene once more"), (ways[-1], "")):
        play(person, way)
        if back:
            person.press(back)


def firsts(person: Person, kind: type[W]) -> list[W]:
    """The first of the visible rows of a kind in each question."""
    groups: dict[QWidget, W] = {}
    for row in person.visible(kind):
        around: QWidget = row
        while len(around.findChildren(kind)) < 2:
            around = _parent(around)
        groups.setdefault(around, row)
    return list(groups.values())


def _parent(widget: QWidget) -> QWidget:
    parent = widget.parentWidget()
    assert parent is not None
    return parent


def choose_all(person: Person) -> None:
    for row in (*person.visible(RadioRow), *person.visible(TickRow)):
        person.click(row)
    look(person)
    for first in firsts(person, TickRow):
        person.click(first)


def join(person: Person, turned: bool) -> None:
    for board in person.visible(MatchBoard):
        cards = [card for card in board.findChildren(MatchCard) if card.isVisible()]
        lefts, rights = cards[: len(cards) // 2], cards[len(cards) // 2 :]
        for left, right in zip(lefts, reversed(rights) if turned else rights, strict=True):
            person.click(left)
            person.click(right)


def move(person: Person) -> None:
    """Bring the first step to the end, look, and move once more."""
    for _ in person.visible(OrderStep)[1:]:
        person.click(movers(person)[0])
        look(person)


def movers(person: Person) -> list[QAbstractButton]:
    return [one for one in person.visible(QAbstractButton) if one.isEnabled() and says(one).startswith("Move down")]


def open_hints(person: Person) -> None:
    while person.can_press("Give me a hint"):
        person.press("Give me a hint")


def write(person: Person, words: str) -> None:
    for edit in person.visible(PrivateEdit):
        person.click(edit.viewport())
        type_text(edit, words)


def write_again(person: Person, words: str) -> None:
    """Take everything back by keys, undo that, and write more."""
    for edit in person.visible(PrivateEdit):
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        type_text(edit, f" {words}")


def look(person: Person) -> None:
    """Press whatever shows what follows."""
    for button in person.visible(QAbstractButton):
        if says(button) in LOOKS and button.isEnabled():
            person.click(button)
