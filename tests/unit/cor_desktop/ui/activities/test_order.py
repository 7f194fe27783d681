from __future__ import annotations

from PySide6.QtCore import Qt

from cor_desktop.ui.activities.order_step import OrderStep
from cor_protocol.module import Order
from tests.fakes.player import Player, can_go_on, told

ALT = Qt.KeyboardModifier.AltModifier


def order(player: Player) -> list[str]:
    return [step.text for step in sorted(player.find(OrderStep), key=OrderStep.accessibleName)]


def test_a_step_is_moved_by_its_button(player: Player) -> None:
    player.open(Order)
    first, second, *rest = order(player)
    player.press(f"Move down: {first}")
    assert order(player) == [second, first, *rest]


def test_a_step_is_moved_by_alt_and_the_arrow_keys_and_keeps_the_focus(player: Player) -> None:
    player.open(Order)
    *rest, fifth, last = order(player)
    step = player.find(OrderStep, last)[0]
    step.setFocus()
    player.key(step, Qt.Key.Key_Up, ALT)
    assert order(player) == [*rest, last, fifth]
    assert step.hasFocus()
    assert step.accessibleName() == f"Step 5 of 6: {last}"


def test_the_arrow_keys_go_from_step_to_step(player: Player) -> None:
    player.open(Order)
    first, second, *_ = order(player)
    step = player.find(OrderStep, first)[0]
    step.setFocus()
    player.key(step, Qt.Key.Key_Down)
    assert player.find(OrderStep, second)[0].hasFocus()


def test_a_step_is_dragged_to_its_place(player: Player) -> None:
    player.open(Order)
    first, *rest = order(player)
    step = player.find(OrderStep, first)[0]
    player.drag(step, 600)
    assert order(player) == [*rest, first]


def test_an_order_by_keyboard_alone_is_explained(player: Player) -> None:
    activity = player.open(Order)
    for place, text in enumerate(activity.sequence):
        step = player.find(OrderStep, text)[0]
        step.setFocus()
        while order(player).index(text) > place:
            player.key(step, Qt.Key.Key_Up, ALT)
    player.press("See how it fits")
    assert told(player)[0].startswith("You and we put every step in the same place. Choose, notice")
    assert can_go_on(player)


def test_a_step_elsewhere_says_where_the_authors_would_put_it(player: Player) -> None:
    activity = player.open(Order)
    player.press("See how it fits")
    place, text = next((at, text) for at, text in enumerate(order(player)) if activity.sequence[at] != text)
    belongs = activity.sequence.index(text)
    assert belongs != place
    assert player.find(OrderStep, text)[0].accessibleDescription() == f"We would put it at {belongs + 1}"


def test_a_step_is_lifted_moved_and_put_down_by_keyboard_and_says_so(player: Player, said: list[str]) -> None:
    player.open(Order)
    first, second, *rest = order(player)
    step = player.find(OrderStep, first)[0]
    step.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        player.key(step, key)
    assert order(player) == [second, first, *rest]
    assert said[-3:] == [
        "Lifted. Step 1 of 6. The arrow keys move it, Space puts it down, Escape puts it back.",
        "Step 2 of 6, moved down.",
        "Put down. Step 2 of 6.",
    ]
    player.key(step, Qt.Key.Key_Up)
    assert player.find(OrderStep, second)[0].hasFocus()


def test_escape_puts_a_lifted_step_back(player: Player) -> None:
    player.open(Order)
    before = order(player)
    step = player.find(OrderStep, before[0])[0]
    step.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        player.key(step, key)
    assert order(player) == before


def test_the_steps_can_be_read_in_the_order_that_is_explained(player: Player) -> None:
    activity = player.open(Order)
    player.press("See how it fits")
    player.press("Lay them in our order")
    assert order(player) == list(activity.sequence)
    assert told(player)[0].startswith("Our order, and why.")
    player.press(f"Move down: {activity.sequence[0]}")
    player.press("See how it fits")
    assert told(player)[0].startswith("You and we put 4 of 6 steps in the same place")
