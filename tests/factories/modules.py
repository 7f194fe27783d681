"""Small modules for tests."""

from __future__ import annotations

from cor_protocol.module import ContactHours, Html, Module, Objective, Prose, Reading


def a_reading(activity_id: str, *, required: bool = True) -> Reading:
    """An activity with a line to read."""
    body = (Prose(Html("<p>A line to read.</p>")),)
    return Reading(activity_id, activity_id.capitalize(), 5, ("notice",), required, body)


def a_module(*activity_ids: str, optional: tuple[str, ...] = (), version: int = 1) -> Module:
    """A module of readings; those named in `optional` are not required."""
    activities = tuple(a_reading(name, required=name not in optional) for name in (*activity_ids, *optional))
    return Module(
        key="a-module",
        version=version,
        number=1,
        language="en",
        title="A module",
        summary="For tests.",
        cover="cover.svg",
        contact_hours=(ContactHours("Professional learning", 0.5),),
        objectives=(Objective("notice", "Notice."),),
        bibliography=(),
        activities=activities,
        facilitation=(),
    )
