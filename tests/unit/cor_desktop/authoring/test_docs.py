"""The examples of docs/authoring.md are what authors copy: each is as the check wants it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cor_desktop.authoring.schema import schema_faults, typed_keys
from cor_desktop.authoring.strict_yaml import load_yaml

GUIDE = (Path(__file__).parents[4] / "docs" / "authoring.md").read_text("utf-8")
COMMON = "id: example\ntype: {kind}\ntitle: An example\nminutes: 3\nobjectives: [notice]\n"


def examples() -> list[tuple[str, str]]:
    """The type of each example, and its YAML: `order` and `match` share a paragraph."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)[1:]
    heads = re.findall(r"^\*\*([a-z]+)\.?\*\*(?: and \*\*([a-z]+)\.\*\*)?", GUIDE, re.MULTILINE)
    kinds = [kind for head in heads for kind in head if kind]
    return list(zip(kinds, blocks, strict=True))


def test_the_guide_has_an_example_of_every_type_but_reading() -> None:
    kinds = [kind for kind, _ in examples()]
    assert kinds == ["reflection", "scenario", "choice", "order", "match", "rating", "plan"]


@pytest.mark.parametrize(("kind", "text"), examples())
def test_an_example_is_as_the_check_wants_it(kind: str, text: str) -> None:
    loaded, faults = load_yaml(COMMON.format(kind=kind) + text, "guide", typed_keys("activity"))
    assert faults + schema_faults(loaded, "activity") == []


def test_the_example_of_a_module_is_as_the_check_wants_it() -> None:
    text = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)[0]
    loaded, faults = load_yaml(text, "guide", typed_keys("module"))
    assert faults + schema_faults(loaded, "module") == []
