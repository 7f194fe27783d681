from __future__ import annotations

import copy
import json
import logging
import pickle
import sqlite3
from collections.abc import Callable

import pytest

from cor_desktop.reflection.text import ReflectionStays, SealedText

WORDS = "Leila lines her pens up"
sealed = SealedText(WORDS)


@pytest.mark.parametrize(
    "shown", [repr, str, format, "{}".format, "%s".__mod__, "%r".__mod__, lambda text: f"{text!s}"]
)
def test_showing_a_reflection_shows_a_seal(shown: Callable[[SealedText], str]) -> None:
    assert shown(sealed) == "(a reflection: it stays on its page)"


@pytest.mark.parametrize(
    "keep",
    [
        json.dumps,
        copy.copy,
        copy.deepcopy,
        *(lambda text, level=level: pickle.dumps(text, level) for level in range(pickle.HIGHEST_PROTOCOL + 1)),
        lambda text: pickle.dumps({"draft": [text]}),
        vars,
        bytes,
        "".join,
        len,
        lambda text: text + "",
    ],
)
def test_keeping_a_reflection_fails(keep: Callable[[SealedText], object]) -> None:
    with pytest.raises(TypeError):
        keep(sealed)


def test_what_tries_to_pickle_it_hears_why_not() -> None:
    with pytest.raises(ReflectionStays, match="never copied, pickled or kept"):
        pickle.dumps(sealed)


def test_a_database_does_not_take_it() -> None:
    with sqlite3.connect(":memory:") as database, pytest.raises(sqlite3.ProgrammingError):
        database.execute("select ?", (sealed,))
    database.close()


def test_a_log_line_holds_the_seal_only(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("draft %s %r", sealed, {"text": sealed})
    assert WORDS.split()[0] not in caplog.text


def test_an_error_that_carries_it_shows_the_seal_only() -> None:
    assert WORDS not in str(ValueError("cannot use", sealed))


def test_it_has_no_attribute_to_read_or_to_add() -> None:
    assert not hasattr(sealed, "__dict__")
    assert WORDS not in [getattr(sealed, name) for name in dir(sealed) if not name.startswith("_")]


def test_blanks_are_empty() -> None:
    assert SealedText(" \n\t ").is_empty


def test_words_are_not_empty() -> None:
    assert not sealed.is_empty


def test_it_tells_whether_a_word_occurs_whatever_its_capitals_and_apostrophe() -> None:
    assert SealedText("He DOESN’T look up.").mentions({"doesn't"}, str)


def test_a_part_of_a_word_is_not_the_word() -> None:
    assert not SealedText("homework").mentions({"home"}, str)
