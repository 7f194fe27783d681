"""`cor-content new`: a module to begin with, which has no fault and shows one of everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from cor_desktop.authoring.schema import load_schema, schema_text
from cor_desktop.authoring.strict_yaml import load_yaml

SCHEMAS = ".schema"
"""The folder beside the modules in which editors find what may be written."""

_NUMBER = {"number": "integer"}


class CannotBegin(Exception):
    """A module cannot be made there. The text says why, and what to do."""


def new_module(folder: Path, title: str = "") -> Path:
    """Make a module in `folder`, whose name is its key, and return the folder.

    Without a title it is called after its key. Raises CannotBegin, and OSError where the disk refuses.
    """
    _refuse_bad_key(folder.name)
    if folder.exists():
        raise CannotBegin(f"{folder} is there already, and is left as it is. Choose another key, or delete it first.")
    words = {
        "key": folder.name,
        "number": str(_next_number(folder.parent)),
        "title": json.dumps(title.strip() or _title_of(folder.name), ensure_ascii=False),
    }
    for name, text in _template():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(text, words), "utf-8", newline="\n")
    write_schemas(folder.parent / SCHEMAS)
    return folder


def write_schemas(folder: Path) -> None:
    """Write what may stand in module.yaml and above an activity, for editors that complete and explain fields."""
    folder.mkdir(exist_ok=True)
    for name in ("module", "activity"):
        (folder / f"{name}.schema.json").write_text(schema_text(name), "utf-8", newline="\n")


def _refuse_bad_key(key: str) -> None:
    field = load_schema("module")["properties"]["key"]
    if not re.fullmatch(field["pattern"], key):
        raise CannotBegin(f"“{key}” cannot be a key: it must be {field['patternErrorMessage']}.")


def _title_of(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _next_number(course: Path) -> int:
    """The first number after those of the modules beside it."""
    numbers = [0]
    for path in course.glob("*/module.yaml"):
        loaded, _ = load_yaml(path.read_text("utf-8-sig", errors="replace"), path.name, _NUMBER)
        number = loaded.value.get("number") if isinstance(loaded.value, dict) else None
        numbers.append(number if isinstance(number, int) else 0)
    return max(numbers) + 1


def _template() -> Iterator[tuple[PurePosixPath, str]]:
    root = resources.files("cor_desktop.authoring").joinpath("template")
    yield from _files(root, PurePosixPath())


def _files(folder: Traversable, at: PurePosixPath) -> Iterator[tuple[PurePosixPath, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files(item, at / item.name)
        else:
            yield at / item.name, item.read_text("utf-8")


def _filled(text: str, words: dict[str, str]) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda found: words[found[1]], text)
