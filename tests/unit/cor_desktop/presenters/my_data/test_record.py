"""M2: every fact of the record is a line, with where its date comes from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from cor_desktop.actions.my_data import Held, KeptFact
from cor_desktop.presenters.my_data.names import Times, Titles
from cor_desktop.presenters.my_data.parts import Line
from cor_desktop.presenters.my_data.record import Record, sent_in_words
from cor_protocol.corrections import SET, TAKEN_BACK, Correction
from cor_protocol.facts import Fact
from tests.factories.facts import LEARNER, OTHER_DEVICE, OTHER_LEARNER, fact_lists
from tests.fakes.clock import TUESDAY
from tests.unit.cor_desktop.presenters.my_data.conftest import kept

MAY_3 = 1_777_806_000
Holding = Callable[..., Held]


@pytest.fixture
def record_of(holding: Holding, titles: Titles, times: Times) -> Callable[..., Record]:
    return lambda *facts: Record(holding(*facts), titles, times)


def test_m2_a_module_is_a_group_with_its_dates(record_of: Callable[..., Record]) -> None:
    record = record_of(
        kept("module.completed", "a-module:1", days_ago=1),
        kept("activity.finished", "a-module:one", days_ago=2),
        kept("module.started", "a-module:1", days_ago=3),
        kept("module.started", "a-module:1", days_ago=4, device=OTHER_DEVICE),
    )
    (group,) = record.learning.groups
    assert group.words == "A module: started 20 November, completed 23 November · 4 items"
    assert group.lines() == (
        Line("20 November, 15:00", "Started the module, version 1", "another computer"),
        Line("21 November, 15:00", "Started the module, version 1", "this computer"),
        Line("22 November, 15:00", "Finished “One”", "this computer"),
        Line("23 November, 15:00", "Completed the module, version 1", "this computer"),
    )


def test_m2_the_module_begun_first_stands_first(record_of: Callable[..., Record]) -> None:
    record = record_of(kept("module.started", "a-module:1"), kept("activity.opened", "lost:one", days_ago=2))
    assert [group.title for group in record.learning.groups] == ["lost", "A module: started 24 November"]


def test_m1_pages_are_grouped_by_month_the_newest_first(record_of: Callable[..., Record]) -> None:
    record = record_of(
        kept("page.opened", "home:2026-11-24"),
        kept("page.opened", "help:2026-11-24"),
        kept("page.opened", "home:2026-10-15", days_ago=40),
    )
    assert [group.words for group in record.visits.groups] == [
        "November 2026, on 1 day · 2 items",
        "October 2026, on 1 day · 1 item",
    ]
    assert record.visits.sentences[1] == "You used COR on 2 days, from 15 October to 24 November."


def test_m1_one_day_is_one_day(record_of: Callable[..., Record]) -> None:
    assert record_of(kept("page.opened", "home:2026-11-24")).visits.sentences[1] == (
        "You used COR on 1 day: 24 November."
    )


def test_before_anything_is_kept_that_is_said(record_of: Callable[..., Record]) -> None:
    record = record_of()
    assert record.learning.sentences == ("Nothing yet: no module is started.",)
    assert (record.visits.sentences[1], record.others) == ("Nothing is kept yet.", None)


def test_what_is_neither_learning_nor_a_page_is_shown_too(record_of: Callable[..., Record]) -> None:
    others = record_of(
        kept("policy.acknowledged", "3"),
        kept("from.the.future", "odd"),
        kept("correction", "a-module:1", device="server"),
        kept("activity.opened", "without-a-module"),
    ).others
    assert others is not None
    assert sorted(line.what for line in others.lines) == [
        "A correction that support staff made with a reason: a-module:1",
        "A note of a newer version of COR Desktop, “from.the.future”: odd",
        "Opened “without-a-module”",
        "You confirmed that you had read version 3 of the privacy policy",
    ]


def test_where_a_date_comes_from_and_what_waits_is_said_with_each_line(record_of: Callable[..., Record]) -> None:
    record = record_of(kept("activity.opened", "a-module:one", origin=OTHER_LEARNER, sent=False))
    (line,) = record.waiting.lines()
    assert line.where == "this computer · before it joined this account · not sent"


def test_a_page_fact_of_another_kind_of_client_is_shown_too(record_of: Callable[..., Record]) -> None:
    record = record_of(kept("page.opened", "home:some-day"), kept("page.opened", "bare"))
    assert [line.what for group in record.visits.groups for line in group.lines()] == ["Bare", "Home"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fact_lists)
def test_m2_every_fact_is_exactly_one_line(holding: Holding, titles: Titles, times: Times, facts: list[Fact]) -> None:
    found = {fact.key: KeptFact(fact, LEARNER, True) for fact in facts}
    record = Record(holding(*found.values()), titles, times)
    groups = (*record.learning.groups, *record.visits.groups)
    lines = [line for group in groups for line in group.lines()]
    assert len(lines) + len(record.others.lines if record.others else ()) == len(found)
    assert sum(group.count for group in groups) == len(lines)


def test_words_are_made_only_for_what_is_opened(
    record_of: Callable[..., Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = record_of(*(kept("activity.opened", f"a-module:x{number}") for number in range(2000)))
    made: list[KeptFact] = []

    def line(fact: KeptFact) -> Line:
        made.append(fact)
        return Line("", "")

    monkeypatch.setattr(record, "_line", line)
    (group,) = record.learning.groups
    assert (group.count, made) == (2000, [])
    assert (len(group.lines()), len(made)) == (2000, 2000)


def test_how_much_is_sent_is_said(holding: Holding) -> None:
    held = holding(kept("a", "one"), kept("a", "two", sent=False))
    assert sent_in_words(held) == "1 of 2 items"


@pytest.mark.parametrize(
    ("kind", "effect", "what"),
    [
        ("module.completed", TAKEN_BACK, "“A module” is not counted as completed."),
        ("module.completed", SET, "“A module” is counted as completed on 3 May."),
        ("module.started", TAKEN_BACK, "“A module” is not counted as started."),
        ("module.started", SET, "“A module” is counted as started on 3 May."),
        ("module.completed", "from.the.future", "a newer version of COR Desktop shows what."),
    ],
)
def test_m2_what_staff_corrected_is_said_with_its_day_and_reason(
    kind: str, effect: str, what: str, holding: Holding, titles: Titles, times: Times
) -> None:
    made = Correction("one", kind, "a-module:1", effect, MAY_3, TUESDAY, "Seen on paper.")
    fact = kept("correction", "one", device="server")
    part = Record(holding(fact, corrections=(made,)), titles, times).others
    assert part is not None
    said = f"Corrected by staff: {what} The reason: Seen on paper."
    assert part.lines == (Line("24 November, 15:00", said, "the server"),)


def test_m2_a_modules_dates_are_those_that_staff_corrected(holding: Holding, titles: Titles, times: Times) -> None:
    facts = (kept("module.started", "a-module:1", days_ago=3), kept("module.completed", "a-module:1"))
    started = Correction("one", "module.started", "a-module:1", SET, MAY_3, TUESDAY, "")
    completed = Correction("two", "module.completed", "a-module:1", TAKEN_BACK, 0, TUESDAY, "")
    other = started._replace(id="three", item="b-module:1", time=0)
    record = Record(holding(*facts, corrections=(started, completed, other)), titles, times)
    assert record.learning.groups[0].title == "A module: started 3 May"
