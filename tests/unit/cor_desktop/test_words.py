from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from cor_desktop.errors import Offline, Trouble
from cor_desktop.words import (
    LANGUAGES,
    SOURCE,
    _,
    is_right_to_left,
    language,
    language_tag,
    ngettext,
    pgettext,
    system_language,
)

START = """
import sys
from cor_desktop.words import _, set_language, system_language
set_language(system_language(["{language}"]))
assert _("Start") == "{start}", _("Start")
print("gettext" in sys.modules)
"""


def test_english_is_what_stands_in_the_code() -> None:
    assert (language(), _("Start"), pgettext("a button", "Start")) == ("en", "Start", "Start")
    assert [ngettext("{count} day", "{count} days", count) for count in (0, 1, 2)] == [
        "{count} days",
        "{count} day",
        "{count} days",
    ]


def test_a_sentence_is_looked_up_when_it_is_shown(speaking: Callable[[str], None]) -> None:
    said = [_("Start")]
    speaking("es")
    said.append(_("Start"))
    speaking(SOURCE)
    assert [*said, _("Start")] == ["Start", "Empezar", "Start"]


def test_the_form_goes_with_the_number(spanish: None) -> None:
    said = [ngettext("{count} day", "{count} days", count).format(count=count) for count in (0, 1, 2)]
    assert said == ["0 días", "1 día", "2 días"]


def test_what_a_language_lacks_is_said_in_english(spanish: None) -> None:
    assert (_("Nobody says this."), _(""), pgettext("nowhere", "Start")) == ("Nobody says this.", "", "Start")


def test_a_language_without_a_list_is_english(speaking: Callable[[str], None]) -> None:
    speaking("xx")
    assert (language(), _("Start")) == ("en", "Start")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("es-MX", "es", "en"), "es"),
        (("es_ES",), "es"),
        (("fr-CA", "es-AR"), "es"),
        (("en-GB", "es"), "en"),
        (("C",), "en"),
        ((), "en"),
    ],
)
def test_the_first_language_that_the_computer_asks_for_and_we_speak(wanted: tuple[str, ...], found: str) -> None:
    assert system_language(wanted) == found


def test_each_language_is_named_by_itself() -> None:
    assert dict(LANGUAGES) == {"en": "English", "es": "Español"}


def test_others_hear_of_real_languages_only(speaking: Callable[[str], None]) -> None:
    told = []
    for name in ("es", "pseudo-rtl"):
        speaking(name)
        told.append((language(), language_tag(), is_right_to_left()))
    assert told == [("es", "es", False), ("pseudo-rtl", "en", True)]


def test_a_trouble_speaks_the_language_of_its_moment(spanish: None) -> None:
    assert str(Offline()).startswith("No hay conexión con el servidor. Su trabajo está guardado en este equipo.")
    assert Trouble("Said already").title == "Said already"


@pytest.mark.parametrize("wanted", ["en", "fr"])
def test_english_starts_without_what_reads_word_lists(wanted: str) -> None:
    code = START.format(language=wanted, start="Start")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
