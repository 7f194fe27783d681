"""Dates and moments as people say them."""

from __future__ import annotations

import datetime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(date: datetime.date, today: datetime.date | None = None) -> str:
    """A day: "3 May", with the year unless it is today's."""
    year = "" if today and today.year == date.year else f" {date.year}"
    return f"{date.day} {_MONTHS[date.month - 1]}{year}"


def moment(then: datetime.datetime, now: datetime.datetime) -> str:
    """A moment in the past: "14:10" today, "Tuesday 14:10" within a week, otherwise the day alone."""
    age = (now.date() - then.date()).days
    if age == 0:
        return f"{then:%H:%M}"
    if 0 < age < 7:
        return f"{_DAYS[then.weekday()]} {then:%H:%M}"
    return day(then.date(), now.date())


def minutes(count: float) -> str:
    """A duration: "25 minutes"."""
    rounded = max(1, round(count))
    return "1 minute" if rounded == 1 else f"{rounded} minutes"


def weekday(date: datetime.date, today: datetime.date) -> str:
    """A day in the past without its time: "today", "yesterday", "Tuesday" within a week, otherwise the date."""
    age = (today - date).days
    if age <= 0:
        return "today"
    if age == 1:
        return "yesterday"
    return _DAYS[date.weekday()] if age < 7 else day(date, today)


def days(count: int) -> str:
    """How many days: "12 days"."""
    return "1 day" if count == 1 else f"{count} days"
