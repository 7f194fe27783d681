"""The server's word lists: collected, whole, one with the client's where both say the same, and compiled."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tools import server_words, words
from tools.server_words import TEMPLATE, collect, faults, of_template, path_of, read, shared
from tools.words import entries, forms, translated

COUNTED = ("%(number)s key", "%(number)s keys")


def sentences(catalog: Catalog) -> set[tuple[object, object]]:
    return {(message.context, message.id) for message in entries(catalog)}


def told(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {
        f"{message.context} {list([message.id] if isinstance(message.id, str) else message.id)}": forms(message)
        for message in entries(catalog)
    }


def a_list(*said: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    catalog = Catalog("es", domain="django", fuzzy=False)
    for sentence, translation in said:
        catalog.add(sentence, translation)
    return catalog


def test_the_template_holds_what_the_code_says() -> None:
    with TEMPLATE.open("rb") as file:
        assert sentences(read_po(file)) == sentences(collect()), "run `python -m tools.server_words`"


@pytest.mark.parametrize("language", translated())
def test_every_sentence_is_translated(language: str) -> None:
    catalog = read(language)
    assert (list(faults(catalog)), sentences(catalog) ^ sentences(collect())) == ([], set())


@pytest.mark.parametrize("language", translated())
def test_what_both_sides_show_of_the_protocol_is_said_once(language: str) -> None:
    pairs = list(shared(read(language), words.read(language)))
    assert len(pairs) > 20
    assert [ours.id for ours, theirs in pairs if forms(ours) != forms(theirs)] == []


@pytest.mark.parametrize("language", translated())
def test_the_list_is_compiled_as_it_lies_there(language: str) -> None:
    with path_of(language, "mo").open("rb") as file:
        assert told(read_mo(file)) == told(read(language)), "run `python -m tools.server_words compile`"


def test_spanish_says_you_in_one_way() -> None:
    """By usted, as the client (docs/decisions/0015)."""
    familiar = re.compile(
        r"\b(tú|te|ti|contigo|tus?|tuy[oa]s?|vuestr[oa]s?|puedes|tienes|quieres|has)\b", re.IGNORECASE
    )
    assert [said for message in entries(read("es")) for said in forms(message) if familiar.search(said)] == []


@pytest.mark.parametrize(
    ("sentence", "said", "fault"),
    [
        ("Go on", "", "missing: 'Go on'"),
        ("Since {day}", "Desde {dia}", "other fields: 'Since {day}'"),
        ("From %(name)s", "De %(nombre)s", "other fields: 'From %(name)s'"),
        ('Ask <a href="%(url)s">us</a>', "Pregunte", "other fields: 'Ask <a href=\"%(url)s\">us</a>'"),
        ("<strong>Now</strong>", "<b>Ahora</b>", "other fields: '<strong>Now</strong>'"),
        (COUNTED, ("%(number)s llave", "llaves"), f"other fields: {COUNTED!r}"),
    ],
)
def test_what_is_missing_or_has_other_fields_or_marks_is_found(
    sentence: str | tuple[str, str], said: str | tuple[str, str], fault: str
) -> None:
    assert list(faults(a_list((sentence, said)))) == [fault]


def test_a_whole_list_has_no_faults() -> None:
    assert list(faults(a_list(("Since {day}", "Desde el {day}"), (COUNTED, ("una llave", "%(number)s llaves"))))) == []


def test_what_is_only_guessed_is_found() -> None:
    catalog = a_list()
    catalog.add("Go on", "Seguir", flags=("fuzzy",))
    assert list(faults(catalog)) == ["only guessed: 'Go on'"]


def test_a_templates_sentences_are_read_wherever_they_stand() -> None:
    page = """{% load i18n %}<h1>{% translate "It's here" %}</h1>
      <p>{% blocktranslate trimmed with name=who %}
        Ask {{ name }},
        please{% endblocktranslate %}</p>
    {% include "field.html" with label=_("Code") %}{{ name|default:_("Nobody") }}
  {% blocktranslate count number=n %}one{% plural %}{{ number }} of them{% endblocktranslate %}"""
    found = [sentence for _line, sentence, _comments, _context in of_template(page)]
    assert found == ["It's here", "Ask %(name)s, please", "Code", "Nobody", ("one", "%(number)s of them")]


def test_nothing_of_the_protocol_that_only_the_client_shows_is_collected() -> None:
    places = {place for message in entries(collect()) for place, _line in message.locations}
    assert {place for place in places if place.startswith("cor_protocol/")} == set(server_words.PROTOCOL)
