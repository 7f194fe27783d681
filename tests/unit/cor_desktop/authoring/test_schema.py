from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cor_desktop.authoring.parser import parse
from cor_desktop.authoring.schema import SchemaName, load_schema, schema_faults, typed_keys
from cor_desktop.authoring.source import read_source
from cor_desktop.authoring.strict_yaml import load_yaml
from cor_desktop.authoring.texts import every_text, field_of
from cor_protocol import module as m
from tests.factories.module_folder import ModuleFolder


def faults_of(text: str, name: SchemaName = "activity") -> list[str]:
    loaded, faults = load_yaml(text, "x.md", typed_keys(name))
    assert faults == []
    return [str(fault) for fault in schema_faults(loaded, name)]


READING = "id: begin\ntype: reading\ntitle: The beginning\nminutes: 3\nobjectives: [notice]\n"


@pytest.mark.parametrize("name", ["module", "activity"])
def test_the_schemas_are_proper_json_schema(name: SchemaName) -> None:
    Draft202012Validator.check_schema(load_schema(name))


def test_the_schema_says_which_fields_are_no_text() -> None:
    assert typed_keys("module") == {"version": "integer", "number": "integer", "hours": "number"}
    assert typed_keys("activity") == {
        "minutes": "number",
        "up_to": "number",
        "required": "boolean",
        "shuffle": "boolean",
        "correct": "boolean",
        "printable": "boolean",
    }


def test_a_sound_reading_has_no_fault() -> None:
    assert faults_of(READING) == []


def test_a_missing_field_is_named() -> None:
    assert faults_of(READING.replace("minutes: 3\n", "")) == ["x.md:1: minutes is missing"]


def test_a_field_of_another_type_is_named_at_its_line() -> None:
    assert faults_of(READING + "steps:\n  - text: a\n  - text: b\n") == ["x.md:6: a reading has no field “steps”"]


@pytest.mark.parametrize("field", ["keep", "save_answer", "completion", "store"])
def test_no_field_can_ask_to_keep_an_answer(field: str) -> None:
    assert faults_of(READING + f"{field}: true\n") == [f"x.md:6: a reading has no field “{field}”"]


def test_a_type_nobody_knows_is_the_only_fault_told() -> None:
    (fault,) = faults_of(READING.replace("reading", "quiz"))
    assert fault.startswith("x.md:2: type: “quiz” is none of reading, reflection")


def test_text_in_place_of_a_number_is_told_in_words() -> None:
    assert faults_of(READING.replace("3", "three")) == ["x.md:4: minutes: a number is needed here"]


def test_an_id_with_capitals_is_told_what_ids_look_like() -> None:
    (fault,) = faults_of(READING.replace("begin", "Begin"))
    assert fault == "x.md:1: id: “Begin” must be 3 to 32 small letters, digits and hyphens, beginning with a letter"


def test_a_moment_with_options_and_an_ending_is_a_fault() -> None:
    text = READING.replace("reading", "scenario") + (
        "start: a\nnodes:\n  a:\n    say: x\n    ending:\n      tone: mixed\n      takeaway: y\n"
        "    options:\n      - text: x\n        feedback: y\n        goto: b\n      - text: x\n        feedback: y\n"
        "        goto: b\n  b:\n    say: x\n"
    )
    assert faults_of(text) == [
        "x.md:8: a: a moment has either options or an ending, not both",
        "x.md:20: b: options is missing",
    ]


def test_a_file_that_holds_no_fields_is_told() -> None:
    assert faults_of("just a sentence\n", "module") == ["x.md:1: fields are needed here"]


def _properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every field that a schema describes, wherever it stands."""
    for name, value in schema.items() if isinstance(schema, dict) else ():
        if name == "properties":
            yield from value.items()
        yield from _properties(value)
    for item in schema if isinstance(schema, list) else ():
        yield from _properties(item)


@pytest.mark.parametrize("name", ["module", "activity"])
def test_every_field_is_explained_to_editors(name: SchemaName) -> None:
    schema = {key: value for key, value in load_schema(name).items() if key != "allOf"}
    silent = [field for field, what in _properties(schema) if what is not False and "description" not in what]
    assert silent == []


@pytest.mark.parametrize("name", ["module", "activity"])
def test_every_form_that_a_text_must_have_is_told_in_words(name: SchemaName) -> None:
    patterned = [what for _, what in _properties(load_schema(name)) if isinstance(what, dict) and "pattern" in what]
    assert patterned
    assert [what for what in patterned if "patternErrorMessage" not in what] == []


TYPES = {
    "reading": m.Reading,
    "reflection": m.Reflection,
    "scenario": m.Scenario,
    "choice": m.Choice,
    "order": m.Order,
    "match": m.Match,
    "rating": m.Rating,
    "plan": m.Plan,
}


def test_the_schema_and_the_compiled_module_have_the_same_types_and_fields() -> None:
    written = {
        rule["if"]["properties"]["type"]["const"]: set(rule["then"]["propertyNames"]["enum"]) - {"type"}
        for rule in load_schema("activity")["allOf"]
    }
    compiled = {name: {field.name for field in dataclasses.fields(kind)} - {"body"} for name, kind in TYPES.items()}
    assert written == compiled


def test_the_small_module_has_every_field_that_the_schema_allows(sample: ModuleFolder) -> None:
    read = {field_of(text.path) for text in every_text(read_source(sample.folder)) if text.path != ("body",)}
    named = {
        field for name in ("module", "activity") for field, what in _properties(load_schema(name)) if _is_text(what)
    }
    assert named - read == {"id", "key", "language", "cover", "doi", "full", "start", "goto"}


def _is_text(what: Any) -> bool:
    return isinstance(what, dict) and (what.get("type") == "string" or what.get("$ref", "").startswith("#/$defs/t"))


def test_a_changed_text_changes_the_compiled_module(sample: ModuleFolder) -> None:
    before = parse(read_source(sample.folder)).module
    source = read_source(sample.folder)
    for text in [one for one in every_text(source) if one.path[-1] != "any_of" and one.path != ("body",)]:
        front = source.module if text.file == "module.yaml" else source.activities[text.file[11:-3]].front
        value = front.at(text.path)
        front.at(text.path[:-1])[text.path[-1]] = f"{value} indeed"
        assert parse(source).module != before, text.place
        front.at(text.path[:-1])[text.path[-1]] = value
