from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol import module as m
from cor_protocol.ids import ActivityKey, ModuleKey, activity_key
from tests.factories.modules import a_module, a_reading

WORDS = st.text(max_size=12)
HTML = WORDS.map(m.Html)
NUMBERS = st.floats(min_value=0, max_value=60)
KINDS = (m.Reading, m.Reflection, m.Scenario, m.Choice, m.Order, m.Match, m.Rating, m.Plan)

st.register_type_strategy(str, WORDS)
MODULES = st.builds(
    m.Module,
    contact_hours=st.lists(st.builds(m.ContactHours, hours=NUMBERS), max_size=2).map(tuple),
    activities=st.lists(st.one_of([st.builds(kind, minutes=NUMBERS) for kind in KINDS]), max_size=2).map(tuple),
)


@given(MODULES)
def test_a_module_is_the_same_after_packing_and_opening(module: m.Module) -> None:
    assert m.from_json(json.loads(json.dumps(m.to_json(module)))) == module


def packed(**changes: object) -> dict[str, Any]:
    data = m.to_json(a_module("first", "second"))
    data["module"].update(changes)
    return data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "this is not a compiled module"),
        ({}, "this is not a compiled module"),
        ({"format": 2}, "the module has format 2; this program reads format 1"),
        ({"format": 1}, "module: an object is needed"),
        (packed(title=3), "module.title: str is needed, not 3"),
        (packed(version=True), "module.version: int is needed, not True"),
        (packed(activities={}), "module.activities: a list is needed"),
        (packed(activities=[{}]), "module.activities[0]: None is not a type this program knows"),
        (packed(activities=[{"type": "video"}]), "module.activities[0]: 'video' is not a type this program knows"),
        (packed(activities=[{"type": "prose"}]), "module.activities[0]: 'prose' is not a type this program knows"),
        (packed(activities=[{"type": "reading"}]), "module.activities[0]: id is missing"),
        (
            packed(facilitation=[{"type": "evidence", "sureness": "sure", "html": ""}]),
            "module.facilitation[0].sureness",
        ),
    ],
)
def test_what_is_no_module_is_refused_with_the_place(data: object, sentence: str) -> None:
    with pytest.raises(m.ModuleFault) as caught:
        m.from_json(data)
    assert str(caught.value).startswith(sentence)


def test_a_field_of_a_later_program_is_passed_over() -> None:
    assert m.from_json(packed(colour="blue")) == a_module("first", "second")


def test_the_minutes_of_a_module_are_those_of_its_activities() -> None:
    assert a_module("first", "second").minutes == 10


def test_a_module_is_complete_when_every_required_activity_is_finished() -> None:
    module = a_module("first", "second", optional=("third",))
    assert not module.is_complete([ActivityKey("a-module:first"), ActivityKey("a-module:third")])
    assert module.is_complete([ActivityKey("a-module:first"), ActivityKey("a-module:second")])


def test_an_activity_is_found_by_its_id() -> None:
    module = a_module("first", "second")
    assert module.activity("second") == a_reading("second")
    with pytest.raises(KeyError):
        module.activity("third")


def test_a_moment_is_found_by_its_id() -> None:
    node = m.Node("fork", m.Html(""))
    scenario = m.Scenario("id", "Title", 3, (), True, (), "fork", (node,))
    assert scenario.node("fork") is node
    with pytest.raises(KeyError):
        scenario.node("home")


def test_facts_name_an_activity_and_a_version_of_a_module() -> None:
    module = a_module("first", version=4)
    assert module.key_of(a_reading("first")) == "a-module:first"
    assert module.item == "a-module:4"
    assert m.split_module_item("a-module:4") == (ModuleKey("a-module"), 4)


@pytest.mark.parametrize("item", ["", "a-module", ":4", "a-module:", "a-module:x", "a-module:-1"])
def test_what_names_no_version_of_a_module_is_refused(item: str) -> None:
    with pytest.raises(ValueError, match="not a module and version"):
        m.split_module_item(item)


def test_an_activity_knows_the_word_for_its_type() -> None:
    assert m.type_name(a_reading("first")) == "reading"


def test_the_longest_names_fit_into_a_fact() -> None:
    module = a_module("first")
    longest = activity_key(ModuleKey("k" * 31), "a" * 32)
    assert len(longest) == 64
    assert len(m.module_item(ModuleKey("k" * 31), 9999)) <= 64
    assert module.required_keys() == {"a-module:first"}
