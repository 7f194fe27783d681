from __future__ import annotations

import pytest

from cor_desktop.reflection.hints import Hint, hints_for
from cor_desktop.reflection.text import SealedText

QUIET = Hint(("quiet", "silent"), "<p>Quiet from what?</p>")
STRUGGLE = Hint(("struggle",), "<p>What did you see?</p>")


def said(words: str, otherwise: str = "", language: str = "en") -> tuple[str, ...]:
    return hints_for(SealedText(words), (QUIET, STRUGGLE), otherwise, language)


def test_a_word_in_another_form_is_the_same_word() -> None:
    assert said("She is struggling, and quietly so.") == (QUIET.say, STRUGGLE.say)


def test_each_hint_speaks_once_however_often_its_words_occur() -> None:
    assert said("Quiet, silent, quiet.") == (QUIET.say,)


def test_where_no_word_occurs_the_author_says_something_else() -> None:
    assert said("He draws.", otherwise="<p>Read it again.</p>") == ("<p>Read it again.</p>",)


def test_where_no_word_occurs_and_nothing_else_is_written_nothing_is_said() -> None:
    assert said("He draws.") == ()


def test_a_language_without_rules_compares_words_as_they_stand() -> None:
    assert said("quiet struggles", language="xx") == (QUIET.say,)


@pytest.mark.parametrize("language", ["es", "es-MX"])
@pytest.mark.parametrize("words", ["Es una alumna perezosa.", "Son unos perezosos", "PEREZOSAS", "los más flojos"])
def test_a_module_in_spanish_knows_the_forms_of_spanish_words(words: str, language: str) -> None:
    hint = Hint(("perezoso", "floja"), "<p>¿Qué viste?</p>")
    assert hints_for(SealedText(words), (hint,), "", language) == (hint.say,)


def test_the_forms_of_one_language_are_not_taken_for_those_of_another() -> None:
    hint = Hint(("perezoso",), "<p>¿Qué viste?</p>")
    assert hints_for(SealedText("Es una alumna perezosa."), (hint,), "", "en") == ()
