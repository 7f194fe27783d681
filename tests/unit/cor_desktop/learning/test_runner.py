from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from cor_desktop.learning import runner
from cor_desktop.learning.runner import (
    AskOpen,
    AskThrough,
    BackPressed,
    BeenThrough,
    Celebrate,
    ContinuePressed,
    Effect,
    Event,
    FinishPressed,
    Jumped,
    Opened,
    RecordCompleted,
    RecordFinished,
    RecordOpened,
    Run,
    Show,
    SkipPressed,
)

PAGES = ("scene", "rating", "plan")
FRESH = Run(PAGES, frozenset({"scene", "rating"}))


def play(run: Run, events: Iterable[Event]) -> tuple[Run, list[Effect]]:
    effects: list[Effect] = []
    for event in events:
        run, more = runner.step(run, event)
        effects += more
    return run, effects


def at(activity: str) -> Run:
    run, _ = play(FRESH, [Opened(activity)])
    return run


def test_opening_a_page_is_recorded_before_it_is_shown() -> None:
    _, effects = play(FRESH, [Opened("scene")])
    assert effects == [RecordOpened("scene"), Show("scene")]


def test_a_page_that_this_version_does_not_have_is_not_opened() -> None:
    assert runner.step(FRESH, Opened("elsewhere")) == (FRESH, ())


def test_continue_finishes_a_page_one_has_been_through_and_shows_the_next() -> None:
    _, effects = play(at("scene"), [BeenThrough("scene", True), ContinuePressed()])
    assert effects == [RecordFinished("scene"), RecordOpened("rating"), Show("rating")]


def test_continue_before_one_has_been_through_asks_and_stays() -> None:
    run, effects = play(at("scene"), [ContinuePressed()])
    assert (run.here, effects) == ("scene", [AskThrough("scene")])


def test_skipping_moves_on_and_leaves_the_page_open() -> None:
    run, effects = play(at("scene"), [SkipPressed()])
    assert effects == [RecordOpened("rating"), Show("rating")]
    assert run.open == ("scene", "rating")


def test_a_page_finished_earlier_lets_one_continue_without_doing_it_again() -> None:
    _, effects = play(at("scene"), [BeenThrough("scene", True), ContinuePressed(), BackPressed(), ContinuePressed()])
    assert effects[-4:] == [RecordOpened("scene"), Show("scene"), RecordOpened("rating"), Show("rating")]


def test_back_on_the_first_page_stays_there() -> None:
    run = at("scene")
    assert runner.step(run, BackPressed()) == (run, ())


def test_jumping_to_the_page_one_is_on_keeps_it_as_it_is() -> None:
    run = at("rating")
    assert runner.step(run, Jumped("rating")) == (run, ())


def test_what_another_page_tells_late_does_not_count_for_this_one() -> None:
    run, _ = play(at("rating"), [BeenThrough("scene", True)])
    assert not run.through


def test_finish_names_what_is_still_open() -> None:
    _, effects = play(at("plan"), [BeenThrough("plan", True), FinishPressed()])
    assert effects == [RecordFinished("plan"), AskOpen(("scene", "rating"))]


def test_continue_on_the_last_page_is_finish() -> None:
    run = at("plan")
    assert runner.step(run, ContinuePressed()) == runner.step(run, FinishPressed())


def all_done() -> list[Event]:
    steps: list[Event] = [Opened("scene")]
    for page in PAGES:
        steps += [BeenThrough(page, True), ContinuePressed()]
    return steps


def test_a_module_gone_through_is_completed_and_celebrated() -> None:
    run, effects = play(FRESH, all_done())
    assert effects[-3:] == [RecordFinished("plan"), RecordCompleted(), Celebrate()]
    assert run.completed


def test_an_optional_page_left_open_does_not_hold_up_the_module() -> None:
    _, effects = play(FRESH, [*all_done()[:-2], FinishPressed()])
    assert effects[-2:] == [RecordCompleted(), Celebrate()]


def test_completing_again_celebrates_and_records_nothing() -> None:
    run, _ = play(FRESH, all_done())
    assert runner.step(run, FinishPressed())[1] == (Celebrate(),)


pages = st.sampled_from((*PAGES, "elsewhere"))
events = st.one_of(
    st.builds(Opened, pages),
    st.builds(Jumped, pages),
    st.builds(BeenThrough, pages, st.booleans()),
    st.sampled_from([ContinuePressed(), SkipPressed(), BackPressed(), FinishPressed()]),
)


@given(st.lists(events, max_size=40))
def test_nothing_is_finished_that_was_not_opened_and_nothing_completed_that_is_open(steps: list[Event]) -> None:
    run = FRESH
    opened: set[str] = set()
    finished: set[str] = set()
    for event in steps:
        run, effects = runner.step(run, event)
        for effect in effects:
            match effect:
                case RecordOpened(activity):
                    opened.add(activity)
                case RecordFinished(activity):
                    finished.add(activity)
                case RecordCompleted():
                    assert finished >= FRESH.required
    assert finished <= opened
    assert (set(run.opened), set(run.finished)) == (opened, finished)


@given(st.lists(events, max_size=40))
def test_each_thing_is_recorded_as_finished_at_most_once(steps: list[Event]) -> None:
    _, effects = play(FRESH, steps)
    finished = [effect for effect in effects if isinstance(effect, RecordFinished | RecordCompleted)]
    assert len(finished) == len(set(finished))


@given(st.lists(events, max_size=40))
def test_the_same_run_gives_the_same_effects(steps: list[Event]) -> None:
    assert play(FRESH, steps) == play(FRESH, steps)
