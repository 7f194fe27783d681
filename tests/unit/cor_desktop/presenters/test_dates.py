from __future__ import annotations

import datetime

import pytest

from cor_desktop.presenters.dates import day, days, minutes, moment, month, weekday

NOW = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime.datetime(2026, 11, 24, 14, 10, tzinfo=datetime.UTC), "14:10"),
        (datetime.datetime(2026, 11, 23, 23, 59, tzinfo=datetime.UTC), "Monday 23:59"),
        (datetime.datetime(2026, 11, 18, 8, 5, tzinfo=datetime.UTC), "Wednesday 08:05"),
        (datetime.datetime(2026, 11, 17, 8, 5, tzinfo=datetime.UTC), "17 November"),
        (datetime.datetime(2025, 5, 3, 8, 5, tzinfo=datetime.UTC), "3 May 2025"),
        (datetime.datetime(2027, 1, 2, 8, 5, tzinfo=datetime.UTC), "2 January 2027"),
    ],
)
def test_a_moment_is_said_as_people_say_it(then: datetime.datetime, words: str) -> None:
    assert moment(then, NOW) == words


def test_a_month_has_its_year() -> None:
    assert month(datetime.date(2026, 5, 3)) == "May 2026"


def test_a_day_of_this_year_needs_no_year() -> None:
    assert day(datetime.date(2026, 5, 3), NOW.date()) == "3 May"
    assert day(datetime.date(2026, 5, 3)) == "3 May 2026"


@pytest.mark.parametrize(("count", "words"), [(0.2, "1 minute"), (1, "1 minute"), (27.6, "28 minutes")])
def test_a_duration_is_rounded_to_minutes(count: float, words: str) -> None:
    assert minutes(count) == words


@pytest.mark.parametrize(
    ("ago", "words"), [(0, "today"), (1, "yesterday"), (5, "Thursday"), (7, "17 November"), (400, "20 October 2025")]
)
def test_a_day_is_said_by_its_name_within_a_week(ago: int, words: str) -> None:
    today = datetime.date(2026, 11, 24)
    assert weekday(today - datetime.timedelta(days=ago), today) == words


@pytest.mark.parametrize(("count", "words"), [(1, "1 day"), (12, "12 days")])
def test_days_are_counted(count: int, words: str) -> None:
    assert days(count) == words


def test_other_languages_put_the_parts_elsewhere(spanish: None) -> None:
    past = datetime.date(2026, 5, 3)
    said = [day(past), day(past, NOW.date()), month(past), moment(NOW - datetime.timedelta(days=2), NOW), minutes(25)]
    assert said[:3] == ["3 de mayo de 2026", "3 de mayo", "mayo de 2026"]
    assert said[3].partition(" a las ")[0] in ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
    assert (said[4], days(1), weekday(past, past)) == ("25 minutos", "1 día", "hoy")
