"""In which language somebody is spoken to, and how it says days, numbers and "this and that".

What people read is marked with Django's `gettext` where it is said, or `gettext_lazy` where it is said later, in whole
sentences with named fields: `_("Revoke {number}").format(number=…)` (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header


@lru_cache(maxsize=256)
def asked_for(header: str) -> str:
    """The first language of ours among those that an Accept-Language header wishes for; English where none is."""
    for wish, _weight in parse_accept_lang_header(header):
        try:
            return get_supported_language_variant(wish)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def known(language: str) -> str:
    """The language itself where it is one of ours; else nothing."""
    return language if language in dict(settings.LANGUAGES) else ""


def spoken() -> str:
    """The language that is spoken now."""
    return get_language() or settings.LANGUAGE_CODE


def long_day(day: date | datetime) -> str:
    """A day as a sentence has it: 3 May 2026, 3 de mayo de 2026. Of a moment, the day in UTC."""
    return formats.date_format(day, "DATE_FORMAT")


def short_day(day: date | datetime) -> str:
    """A day as a table has it: 3 Nov 2026, 3 nov 2026. Of a moment, the day in UTC."""
    return formats.date_format(day, "SHORT_DATE_FORMAT")


def number(value: float) -> str:
    """A number without zeros that say nothing: 1, 0.5; 0,5."""
    return formats.number_format(f"{value:g}")


def listed(words: Sequence[str]) -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(map(str, words))
    return _("{others} and {last}").format(others=", ".join(map(str, words[:-1])), last=words[-1])
