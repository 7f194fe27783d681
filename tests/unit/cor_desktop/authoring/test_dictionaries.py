from __future__ import annotations

import pytest

from cor_desktop.authoring.dictionaries import knows, nearest


@pytest.mark.parametrize("word", ["relationship", "relationships", "reread", "teacher's", "laptop", "gotten"])
def test_english_words_are_known_in_every_form(word: str) -> None:
    assert knows(word, "en")


@pytest.mark.parametrize("word", ["relationshp", "colour", "recieve", "teh"])
def test_mistakes_and_british_forms_are_not_english_here(word: str) -> None:
    assert not knows(word, "en")


SPANISH = (
    "años está tiene había puede alumnas perezosas preguntado escribirlos siéntate cuéntamelo diles podría eligiera"
)


@pytest.mark.parametrize("word", SPANISH.split())
def test_spanish_words_are_known_by_their_stems_with_pronouns_or_without(word: str) -> None:
    assert knows(word, "es")


@pytest.mark.parametrize("word", ["alunmo", "profesra", "pregnuta", "mañnaa"])
def test_a_mistake_in_the_stem_of_a_spanish_word_is_found(word: str) -> None:
    assert not knows(word, "es")


def test_the_nearest_word_is_one_letter_away() -> None:
    assert (nearest("relationshp", "en"), nearest("zzzzzz", "en"), nearest("alunmo", "es")) == (
        "relationship",
        "",
        "alumno",
    )
