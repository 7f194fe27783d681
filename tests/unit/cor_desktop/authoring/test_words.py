from __future__ import annotations

from cor_desktop.authoring.words import plain_words, sentences


def test_citations_links_pictures_and_signs_are_no_words() -> None:
    text = 'See [@frost1916], [a *page*](https://example.org/words) and ![A way](path.svg "It’s mine").'
    assert plain_words(text) == ["See", "a", "page", "and", "A", "way", "It’s", "mine"]


def test_a_hyphen_parts_two_words_and_an_apostrophe_does_not() -> None:
    assert plain_words("ten-year-olds don't") == ["ten", "year", "olds", "don't"]


def test_sentences_end_at_their_signs_and_at_paragraphs() -> None:
    assert list(sentences("“Late?” he asked. *Very.*\n\n3.\n\nNo end")) == ["“Late", "he asked", "Very", "No end"]
