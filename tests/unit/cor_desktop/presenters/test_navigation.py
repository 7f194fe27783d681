from __future__ import annotations

from collections.abc import Callable

from cor_desktop.presenters.navigation import HOME, WHILE_LOCKED, Guard, Navigation, Place


def holding_back(held: list[Callable[[], None]]) -> Guard:
    """A guard that keeps what goes on."""

    def guard(go_on: Callable[[], None]) -> bool:
        held.append(go_on)
        return False

    return guard


def test_going_and_coming_back() -> None:
    way = Navigation(HOME)
    way.go("module", "a-module")
    assert way.place.value == Place("module", "a-module")
    way.back()
    assert (way.place.value, way.can_go_back) == (HOME, False)


def test_going_where_one_is_leaves_no_trace() -> None:
    way = Navigation(HOME)
    way.go("home")
    assert not way.can_go_back


def test_back_without_a_past_does_nothing() -> None:
    way = Navigation(HOME)
    way.back()
    assert way.place.value == HOME


def test_after_a_new_start_no_way_leads_back() -> None:
    way = Navigation(HOME)
    way.go("sign_in")
    way.restart("home")
    assert (way.place.value, way.can_go_back) == (HOME, False)


def test_a_guard_holds_back_until_it_goes_on() -> None:
    held: list[Callable[[], None]] = []
    way = Navigation(HOME)
    way.go("module", "a-module")
    way.guard(holding_back(held))
    way.go("settings")
    assert way.place.value.page == "module"
    held[0]()
    assert way.place.value.page == "settings"


def test_a_guard_holds_back_the_way_back_too() -> None:
    way = Navigation(HOME)
    way.go("module", "a-module")
    way.guard(lambda _go_on: False)
    way.back()
    assert way.place.value.page == "module"


def test_a_guard_ends_with_its_page() -> None:
    way = Navigation(HOME)
    way.go("module", "a-module")
    way.guard(lambda _go_on: True)
    way.go("settings")
    way.guard(None)
    way.go("help")
    assert way.place.value.page == "help"


def test_the_window_may_close_where_no_page_objects() -> None:
    way = Navigation(HOME)
    assert way.may_close(lambda: None)
    way.guard(lambda _go_on: False)
    assert not way.may_close(lambda: None)


def test_a_guard_that_goes_on_later_leads_back_only_once() -> None:
    held: list[Callable[[], None]] = []
    way = Navigation(HOME)
    way.go("module", "a-module")
    way.guard(holding_back(held))
    way.back()
    held[0]()
    held[0]()
    assert way.place.value == HOME


def test_m6_while_locked_every_way_but_the_allowed_leads_to_the_lock() -> None:
    navigation = Navigation(Place("lock"))
    navigation.confine(WHILE_LOCKED)
    navigation.go("home")
    assert navigation.place.value == Place("lock")
    navigation.go("help")
    navigation.go("module", "a-module")
    assert navigation.place.value == Place("lock")
    navigation.confine(None)
    navigation.go("home")
    assert navigation.place.value == Place("home")


def test_a_restart_enters_the_page_that_is_shown_anew() -> None:
    way = Navigation(HOME)
    shown: list[Place] = []
    way.place.subscribe(shown.append)
    way.restart("home")
    assert shown == [HOME]
