"""Dates and moments as people say them."""

from __future__ import annotations

import datetime

from cor_desktop.words import _, marked, ngettext

_DAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)


def day(date: datetime.date, today: datetime.date | None = None) -> str:
    """A day: "3 May", with the year unless it is today's."""
    pattern = _("{day} {month}") if today and today.year == date.year else _("{day} {month} {year}")
    return pattern.format(day=date.day, month=_(_MONTHS[date.month - 1]), year=date.year)


def month(date: datetime.date) -> str:
    """The month of a day: "May 2026"."""
    return _("{month} {year}").format(month=_(_MONTHS[date.month - 1]), year=date.year)


def moment(then: datetime.datetime, now: datetime.datetime) -> str:
    """A moment in the past: "14:10" today, "Tuesday 14:10" within a week, otherwise the day alone."""
    age = (now.date() - then.date()).days
    if age == 0:
        return f"{then:%H:%M}"
    if 0 < age < 7:
        return _("{weekday} {time}").format(weekday=_(_DAYS[then.weekday()]), time=f"{then:%H:%M}")
    return day(then.date(), now.date())


def minutes(count: float) -> str:
    """A duration: "25 minutes"."""
    rounded = max(1, round(count))
    return ngettext("{count} minute", "{count} minutes", rounded).format(count=rounded)


def weekday(date: datetime.date, today: datetime.date) -> str:
    """A day in the past without its time: "today", "yesterday", "Tuesday" within a week, otherwise the date."""
    age = (today - date).days
    if age <= 0:
        return _("today")
    if age == 1:
        return _("yesterday")
    return _(_DAYS[date.weekday()]) if age < 7 else day(date, today)


def days(count: int) -> str:
    """How many days: "12 days"."""
    return ngettext("{count} day", "{count} days", count).format(count=count)
