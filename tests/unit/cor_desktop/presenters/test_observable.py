from __future__ import annotations

from cor_desktop.presenters.observable import Observable


def test_a_new_value_is_told() -> None:
    told: list[int] = []
    number = Observable(1)
    number.subscribe(told.append)
    number.set(2)
    assert (told, number.value) == ([2], 2)


def test_the_same_value_is_not_told_again() -> None:
    told: list[int] = []
    number = Observable(1)
    number.subscribe(told.append)
    number.set(1)
    assert told == []


def test_who_has_stopped_listening_is_told_nothing() -> None:
    told: list[int] = []
    number = Observable(1)
    stop = number.subscribe(told.append)
    stop()
    stop()
    number.set(2)
    assert told == []


def test_who_stops_while_being_told_does_not_disturb_the_others() -> None:
    told: list[int] = []
    number = Observable(1)
    stop = number.subscribe(lambda _: stop())
    number.subscribe(told.append)
    number.set(2)
    assert told == [2]


def test_the_value_that_is_held_can_be_told_once_more() -> None:
    told: list[int] = []
    number = Observable(1)
    number.subscribe(told.append)
    number.tell()
    assert told == [1]
