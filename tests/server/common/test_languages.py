from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils import translation

from cor_desktop.words import LANGUAGES as OF_THE_CLIENT
from sync_server.common import languages
from sync_server.config import commands


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("es-419", "es"),
        ("fr-CA,fr;q=0.9,es;q=0.5,en;q=0.2", "es"),
        ("de,fr", "en"),
        ("en-GB,es;q=0.9", "en"),
        ("*", "en"),
        ("es;q=nonsense, ,;;", "en"),
        ("x" * 10_000, "en"),
    ],
)
def test_the_first_language_of_ours_that_is_wished_for_is_spoken(header: str, language: str) -> None:
    assert languages.asked_for(header) == language


def test_both_sides_and_the_command_line_know_the_same_languages() -> None:
    assert dict(settings.LANGUAGES) == dict(OF_THE_CLIENT)
    assert tuple(dict(settings.LANGUAGES)) == commands.LANGUAGES


@pytest.mark.parametrize(("language", "known"), [("es", "es"), ("en", "en"), ("", ""), ("pseudo", ""), ("ES", "")])
def test_only_our_languages_are_known(language: str, known: str) -> None:
    assert languages.known(language) == known


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("3 November 2026", "3 Nov 2026", "0.5", "2", "a, b and c", "a")),
        ("es", ("3 de noviembre de 2026", "3 nov 2026", "0,5", "2", "a, b y c", "a")),
    ],
)
def test_days_numbers_and_rows_of_words_are_said_in_each_language(language: str, said: tuple[str, ...]) -> None:
    day = datetime(2026, 11, 3, 23, 59, tzinfo=UTC)
    with translation.override(language):
        assert said == (
            languages.long_day(day),
            languages.short_day(date(2026, 11, 3)),
            languages.number(0.5),
            languages.number(2.0),
            languages.listed(["a", "b", "c"]),
            languages.listed(["a"]),
        )
        assert languages.spoken() == language
