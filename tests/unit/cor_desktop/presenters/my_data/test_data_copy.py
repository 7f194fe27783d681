from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest

from cor_desktop.actions.my_data import Held, NameHere
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.my_data.data_copy import FIELDS, FORMAT, as_json
from cor_desktop.presenters.my_data.server import ServerSays
from cor_desktop.presenters.my_data.whole import Whole
from cor_desktop.store.places import Place
from tests.factories.facts import DEVICE, LEARNER
from tests.fakes.clock import TUESDAY, HandClock
from tests.unit.cor_desktop.presenters.my_data.conftest import kept

ANA = NameHere("Añá", "Bell", "ana@example.org", "https://cor.example.org")
FACT: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["kind", "item", "device", "epoch", "wall", "time", "origin", "sent"],
    "properties": {
        "kind": {"type": "string"},
        "item": {"type": "string"},
        "device": {"type": "string"},
        "epoch": {"type": "integer"},
        "wall": {"type": "integer"},
        "time": {"type": "string"},
        "origin": {"type": "string"},
        "sent": {"type": "boolean"},
    },
}
"""What format 1 promises of a fact."""


@pytest.fixture
def copied(holding: Callable[..., Held], catalog: Catalog) -> dict[str, Any]:
    held = holding(kept("activity.opened", "a-module:one"), name=ANA, places={"a-module": Place(1, "one")})
    text = as_json(Whole(held, ServerSays(), catalog, HandClock().read()), ())
    found = json.loads(text)
    assert isinstance(found, dict) and "Añá" in text
    return found


def test_every_row_is_in_it_as_it_is_kept(copied: dict[str, Any]) -> None:
    (fact,) = copied["on_this_computer"]["facts"]
    jsonschema.validate(fact, FACT)
    assert fact == {
        "kind": "activity.opened",
        "item": "a-module:one",
        "device": DEVICE,
        "epoch": 1,
        "wall": TUESDAY,
        "time": "2026-11-24T14:00:00+00:00",
        "origin": LEARNER,
        "sent": True,
    }


def test_name_and_places_are_in_it(copied: dict[str, Any]) -> None:
    here = copied["on_this_computer"]
    assert here["account"]["first_name"] == "Añá"
    assert here["places"] == [{"module": "a-module", "version": 1, "activity": "one"}]


def test_what_the_server_did_not_tell_is_null(copied: dict[str, Any]) -> None:
    assert copied["on_the_server"] == {"asked": None, "account": None, "devices": []}


def test_every_field_is_explained_and_nothing_else(copied: dict[str, Any]) -> None:
    assert copied["format"] == FORMAT
    assert copied["fields"] == FIELDS
    plain = {"format", "program", "language"}
    named = {name for name in copied if name not in plain and not name.startswith("on_")}
    for room in ("on_this_computer", "on_the_server"):
        named |= {f"{room}.{field}" for field in copied[room]}
    named |= {f"on_this_computer.facts.{field}" for field in copied["on_this_computer"]["facts"][0]}
    assert named == set(FIELDS)


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_of(inner)


def test_no_field_could_hold_a_secret(copied: dict[str, Any]) -> None:
    del copied["fields"]
    suspect = ("token", "key", "salt", "sealed", "secret", "pass")
    assert [name for name in keys_of(copied) if any(word in name for word in suspect)] == []
