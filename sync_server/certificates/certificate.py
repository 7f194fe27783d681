"""What a certificate shows, as plain data: document.py draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Paper = Literal["letter", "a4"]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate shows. `hours` are (category, hours); `started` is None where no start is known.

    The same value always gives the same bytes: `awarded` (with a time zone) is the file's creation date.
    """

    number: str
    holder: str
    title: str
    objectives: tuple[str, ...]
    started: date | None
    completed: date
    hours: tuple[tuple[str, float], ...]
    awarded: datetime
    issuer: str
    verify_url: str
