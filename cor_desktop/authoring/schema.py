"""The fields an author may write, checked against the two JSON Schemas beside this file, told in sentences."""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from typing import Any, Literal

from jsonschema import Draft202012Validator

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.strict_yaml import Loaded

SchemaName = Literal["module", "activity"]

ValidationError = Any
"""jsonschema's own class; its stubs call every attribute possibly unset, which it is not once an error is reported."""

_TYPES = {
    "object": "fields are needed here",
    "array": "a list is needed here",
    "string": "text is needed here",
    "number": "a number is needed here",
    "integer": "a whole number is needed here",
    "boolean": "`true` or `false` is needed here",
}


@functools.cache
def load_schema(name: SchemaName) -> Mapping[str, Any]:
    """The JSON Schema of module.yaml or of an activity's front matter."""
    schema: Mapping[str, Any] = json.loads(schema_text(name))
    return schema


def schema_text(name: SchemaName) -> str:
    """The same as it is written out for editors."""
    return resources.files("cor_desktop.authoring").joinpath(f"{name}.schema.json").read_text("utf-8")


@functools.cache
def typed_keys(name: SchemaName) -> Mapping[str, str]:
    """The keys that hold no text according to the schema: `boolean`, `integer` or `number` by key."""
    return dict(_typed_properties(load_schema(name)))


def schema_faults(loaded: Loaded, name: SchemaName) -> list[Fault]:
    """Everything in `loaded` that the schema does not allow."""
    errors = list(Draft202012Validator(load_schema(name)).iter_errors(loaded.value))
    misplaced = {error.instance for error in errors if _is_misplaced(error)}
    telling = [error for error in errors if not misplaced & set(list(error.absolute_path)[:1])]
    return sorted({fault for error in telling for fault in _faults_of(error, loaded)})


def _typed_properties(schema: Any) -> Iterator[tuple[str, str]]:
    for name, value in schema.items() if isinstance(schema, dict) else ():
        for key, property_schema in value.items() if name == "properties" else ():
            kind = property_schema.get("type") if isinstance(property_schema, dict) else None
            if kind in ("boolean", "integer", "number"):
                yield key, kind
        yield from _typed_properties(value)
        for item in value if isinstance(value, list) else ():
            yield from _typed_properties(item)


def _is_misplaced(error: ValidationError) -> bool:
    """Whether a field has no place in this type of activity; what stands in it is no matter then."""
    return "propertyNames" in error.absolute_schema_path and error.validator == "enum"


def _faults_of(error: ValidationError, loaded: Loaded) -> Iterator[Fault]:
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        for extra in sorted(set(error.instance) - set(error.schema["properties"])):
            near = _near(extra, error.schema["properties"])
            yield loaded.fault(f"there is no field “{extra}” here{near}", *path, extra)
    elif "propertyNames" in error.absolute_schema_path:
        yield loaded.fault(_name_sentence(error, loaded), *path, error.instance)
    else:
        label = f"{path[-1]}: " if path and isinstance(path[-1], str) else ""
        yield loaded.fault(label + _sentence(error), *path)


def _name_sentence(error: ValidationError, loaded: Loaded) -> str:
    if error.validator == "enum":
        near = _near(error.instance, error.validator_value)
        return f"a {loaded.value['type']} has no field “{error.instance}”{near}"
    return _described(error)


def _described(error: ValidationError) -> str:
    """The sentence that the schema gives beside a pattern."""
    return f"“{error.instance}” must be {error.schema['patternErrorMessage']}"


def _near(word: str, known: Iterable[str]) -> str:
    """What the author may have meant."""
    found = difflib.get_close_matches(word.casefold(), list(known), n=1, cutoff=0.75)
    return f": did you mean “{found[0]}”?" if found else ""


def _of_another_kind(error: ValidationError) -> str:
    told = _TYPES.get(error.validator_value, "this is of another kind than is needed here")
    colon = error.validator_value == "string" and isinstance(error.instance, dict)
    return f"{told}; where it has a colon, put all of it in straight quotes" if colon else told


def _none_of(error: ValidationError) -> str:
    known = list(map(str, error.validator_value))
    return f"“{error.instance}” is none of {', '.join(known)}{_near(str(error.instance), known)}"


def _repeated(error: ValidationError) -> str:
    twice = next(item for place, item in enumerate(error.instance) if item in error.instance[:place])
    return f"“{twice}” stands in the list twice" if isinstance(twice, str) else "something stands in the list twice"


def _missing(error: ValidationError) -> str:
    missing = [name for name in error.validator_value if name not in error.instance]
    return f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"


_SENTENCES: Mapping[str, Callable[[ValidationError], str]] = {
    "type": _of_another_kind,
    "required": _missing,
    "pattern": _described,
    "enum": _none_of,
    "minLength": lambda error: "the text is missing or too short",
    "maxLength": lambda error: f"the text is longer than {error.validator_value} characters",
    "minItems": lambda error: f"the list has fewer than {error.validator_value}",
    "maxItems": lambda error: f"the list has more than {error.validator_value}",
    "minProperties": lambda error: f"there are fewer than {error.validator_value}",
    "uniqueItems": _repeated,
    "minimum": lambda error: f"the number is below {error.validator_value}",
    "maximum": lambda error: f"the number is above {error.validator_value}",
    "exclusiveMinimum": lambda error: f"the number must be above {error.validator_value}",
}


def _sentence(error: ValidationError) -> str:
    tell = _SENTENCES.get(error.validator)
    return tell(error) if tell else "a moment has either options or an ending, not both"
