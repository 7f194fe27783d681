from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from cor_desktop.authoring.schema import SchemaName, load_schema, schema_faults, typed_keys
from cor_desktop.authoring.strict_yaml import load_yaml


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
