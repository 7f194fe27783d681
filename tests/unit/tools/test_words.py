"""The word lists: collected, whole, and fit to be spoken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from cor_desktop.words import SOURCE
from tools import words
from tools.words import TEMPLATE, collect, compile_all, entries, faults, forms, path_of, read, translated

DAYS = ("{count} day", "{count} days")
KEYS = re.compile(r"\b(?:Ctrl|Alt)\+|\bF1\b")


def sentences(catalog: Catalog) -> set[tuple[object, object]]:
    return {(message.context, message.id) for message in entries(catalog)}


def a_list(*more: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    """Two whole entries, one of them with a plural, and more."""
    catalog = Catalog("es", domain="cor-desktop", fuzzy=False)
    catalog.add("Awarded on {day}", "Otorgado el {day}")
    catalog.add(("{count} second", "{count} seconds"), ("un segundo", "{count} segundos"))
    for sentence, said in more:
        catalog.add(sentence, said)
    return catalog


def test_the_template_holds_what_the_code_says() -> None:
    with TEMPLATE.open("rb") as file:
        assert sentences(read_po(file)) == sentences(collect()), "run `python -m tools.words`"


@pytest.mark.parametrize("language", translated())
def test_every_sentence_is_translated(language: str) -> None:
    catalog = read(language)
    assert (list(faults(catalog)), sentences(catalog) - sentences(collect())) == ([], set())


@pytest.mark.parametrize("language", translated())
def test_the_same_keys_are_named(language: str) -> None:
    """A sentence that tells of a key combination tells of as many in each language."""
    other = [
        message.id
        for message in entries(read(language))
        if isinstance(message.id, str) and len(KEYS.findall(message.id)) != len(KEYS.findall(forms(message)[0]))
    ]
    assert other == []


def test_a_whole_list_has_no_faults() -> None:
    assert list(faults(a_list())) == []


@pytest.mark.parametrize(
    ("sentence", "said", "fault"),
    [
        ("Start", "", "missing: 'Start'"),
        (DAYS, ("un día", ""), "missing: '{count} day'"),
        ("Completed on {day}", "Completado el {dia}", "other fields: 'Completed on {day}'"),
        ("Completed on {day}", "Completado", "other fields: 'Completed on {day}'"),
        (DAYS, ("{count} día", "días"), "other fields: '{count} day'"),
    ],
)
def test_what_is_missing_or_has_other_fields_is_found(
    sentence: str | tuple[str, str], said: str | tuple[str, str], fault: str
) -> None:
    assert list(faults(a_list((sentence, said)))) == [fault]


def test_what_is_only_guessed_is_found() -> None:
    catalog = a_list()
    catalog.add("Start", "Empezar", flags=("fuzzy",))
    assert list(faults(catalog)) == ["only guessed: 'Start'"]


def test_what_an_author_reads_is_not_collected() -> None:
    places = {place for message in entries(collect()) for place, _line in message.locations}
    assert [place for place in places if place.startswith("cor_desktop/authoring")] == []
    assert "cor_protocol/passwords.py" in places


def test_a_new_sentence_is_collected_and_an_old_translation_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = tmp_path / "cor_desktop"
    code.mkdir()
    (tmp_path / "cor_protocol").mkdir()
    (code / "page.py").write_text('_("Start")\nngettext("{count} day", "{count} days", 2)\n', "utf-8")
    monkeypatch.setattr(words, "TEMPLATE", tmp_path / "cor-desktop.pot")
    monkeypatch.setattr(words, "LISTS", tmp_path)
    monkeypatch.setattr(words.path_of, "__defaults__", ("po", tmp_path))
    monkeypatch.setattr(words.collect, "__defaults__", (tmp_path,))
    words.renew()
    path = path_of("es")
    path.write_text(path.read_text("utf-8").replace('msgid "Start"\nmsgstr ""', 'msgid "Start"\nmsgstr "Empezar"'))
    (code / "page.py").write_text('_("Start")\n_("Stop")\n', "utf-8")
    words.renew()
    told = {message.id: message.string for message in entries(read("es"))}
    assert told == {"Start": "Empezar", "Stop": ""}


def test_every_language_is_compiled(tmp_path: Path) -> None:
    compile_all(tmp_path)
    made = {path.parts[-3] for path in tmp_path.rglob("cor-desktop.mo")}
    assert made == {*translated(), "pseudo", "pseudo-rtl"}
    assert SOURCE not in made


def test_apostrophes_are_typographic() -> None:
    straight = re.compile(r"[^\W\d_]'[^\W\d_]")
    said = [message.id if isinstance(message.id, str) else message.id[0] for message in entries(collect())]
    assert [sentence for sentence in said if straight.search(sentence)] == []
