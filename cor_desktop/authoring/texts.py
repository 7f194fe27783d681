"""Every text of a module, whatever file it stands in: what is translated, spelled, and measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cor_desktop.authoring.blocks import pieces_of, unwrapped
from cor_desktop.authoring.source import ActivitySource, Body, Source
from cor_desktop.authoring.strict_yaml import Loaded, Path

MARKDOWN_FIELDS = frozenset({"say", "feedback", "why", "takeaway", "model", "otherwise", "stem", "hints"})
"""Fields whose text is Markdown; all others are shown as they stand."""

BODY = "body"
"""The name under which the pieces of a body stand beside the fields."""

LISTENED_FOR = "any_of"
"""The words a hint listens for: one text, with commas between, because another language may need more or fewer."""

_NO_WORDS = frozenset(
    {"id", "type", "objectives", "start", "goto", "tone", "select"}
    | {"key", "language", "cover", "doi", "full", "order", "retired"}
)
"""Fields that hold ids, names of things, or a source as libraries know it."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text: `file` from the module's folder on, with forward slashes, and the `path` to the field.

    What is wrong with it is told in the file `told_in`, in or after its `line`: that of a translation has other lines.
    """

    file: str
    path: Path
    text: str
    told_in: str
    line: int

    @property
    def place(self) -> str:
        """Where it stands, without places in lists: what is inserted before it does not change it."""
        return f"{self.file}: {'.'.join(step for step in self.path if isinstance(step, str))}"


def every_text(source: Source) -> Iterator[Text]:
    """The texts of a module in the order in which a learner meets them. What could not be read is left out."""
    if source.sound:
        yield from field_texts(source.module, "module.yaml")
    for name in _in_order(source):
        yield from activity_texts(source.activities[name], name)
    if source.facilitation is not None:
        yield from body_texts(source.facilitation, "facilitation.md")


def activity_texts(activity: ActivitySource, name: str) -> Iterator[Text]:
    """The texts of one activity: its fields, then its body."""
    file = f"activities/{name}.md"
    if activity.sound:
        yield from field_texts(activity.front, file)
    yield from body_texts(activity.body, file)


def body_texts(body: Body, file: str) -> Iterator[Text]:
    """The pieces of a body."""
    for piece in pieces_of(body):
        yield Text(file, (BODY,), piece.text, body.file, piece.line)


def field_texts(loaded: Loaded, file: str) -> Iterator[Text]:
    """The fields that hold words, in the order written."""
    for path in loaded.texts:
        field = field_of(path)
        if field == LISTENED_FOR:
            if path[-1] == 0:
                words = ", ".join(map(str, loaded.at(path[:-1])))
                yield Text(file, path[:-1], words, loaded.file, loaded.text_line(*path))
        elif field not in _NO_WORDS and isinstance(value := loaded.at(path), str):
            yield Text(file, path, as_read(value, field), loaded.file, loaded.text_line(*path))


def field_of(path: Path) -> str:
    """The name of the field to which a place in a list, or a field, belongs."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def as_read(text: str, field: str) -> str:
    """A field's text without the line ends that mean nothing."""
    return unwrapped(text) if field in MARKDOWN_FIELDS else " ".join(text.split())


def _in_order(source: Source) -> list[str]:
    """The activities in the module's order, then those that it does not name."""
    order = source.module.value["order"] if source.sound else []
    named = [name for name in order if name in source.activities]
    return named + [name for name in source.activities if name not in named]
