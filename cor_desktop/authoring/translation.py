"""A module in another language: its PO file read, laid over what the author wrote, and checked beside it."""

from __future__ import annotations

import copy
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from cor_desktop.authoring.blocks import Piece, pieces_of, put_together
from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.schema import schema_faults
from cor_desktop.authoring.source import ActivitySource, Body, Source
from cor_desktop.authoring.strict_yaml import Loaded
from cor_desktop.authoring.strict_yaml import Path as FieldPath
from cor_desktop.authoring.texts import BODY, LISTENED_FOR, Text, every_text, field_of, field_texts

FOLDER = "locale"
NOWHERE = 0
"""The line of what is not translated yet."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")

_QUOTED = re.compile(r'(#~\s*)?(msg(ctxt|id|id_plural|str(\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"')
"""A line of a PO file that holds text: the mark at its end is what Babel takes for granted."""

_KEPT = {
    "the citation": re.compile(r"\[@[a-z0-9-]+\]"),
    "the picture": re.compile(r"(?<=\()[^()\s\"]+\.(?:svg|png|jpg)"),
    "the link": re.compile(r"(?<=\]\()https://[^()\s]+"),
}
"""What a translation names as often as the text it translates, and how each is called in a fault."""


@dataclass(slots=True)
class Translation:
    """A PO file beside its module. `done` of `of` texts are translated and up to date; `of` is 0 for an unread file."""

    language: str
    file: str
    catalog: Catalog = field(default_factory=Catalog)
    faults: list[Fault] = field(default_factory=list)
    done: int = 0
    of: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is left to translate, so that the module can be given in this language."""
        return self.done == self.of > 0 and not self.faults

    def message(self, text: Text) -> Message | None:
        """The translation of a text; None where it is missing, or was made for words that have changed since."""
        found = self.catalog.get(text.text, text.place)
        return found if found is not None and found.string and not found.fuzzy else None


def read_translations(source: Source) -> list[Translation]:
    """Read every PO file of a module and count what each has."""
    return [read_translation(source, path) for path in sorted((source.folder / FOLDER).glob("*.po"))]


def read_translation(source: Source, path: Path) -> Translation:
    """Read one PO file. What cannot be read, or lost something of the source, stands in its `faults`."""
    translation = Translation(path.stem, source.file(FOLDER, path.name))
    if not _load(translation, path):
        return translation
    texts = list(every_text(source))
    found = [(text, message) for text in texts if (message := translation.message(text))]
    translation.done, translation.of = len(found), len(texts)
    translation.faults += [fault for text, message in found for fault in _lost(text, message, translation.file)]
    return translation


def in_language(source: Source, translation: Translation) -> Source:
    """The module as its author would have written it in that language; what is not translated stays as it is.

    Its lines are those of the PO file, so whatever is found in it is told where the translator can mend it.
    """
    module = _laid_over(source.module, "module.yaml", translation)
    module.value["language"] = translation.language
    other = Source(source.folder, module, sound=True, media=source.media)
    for name, activity in source.activities.items():
        front = _laid_over(activity.front, f"activities/{name}.md", translation)
        body = _body(activity.body, f"activities/{name}.md", translation)
        other.activities[name] = ActivitySource(front, body, sound=True)
        other.faults += schema_faults(front, "activity")
    other.faults += schema_faults(module, "module")
    if source.facilitation is not None:
        other.facilitation = _body(source.facilitation, "facilitation.md", translation)
    return other


def _load(translation: Translation, path: Path) -> bool:
    """Read the file, and tell whether it is a translation at all."""
    raw = path.read_bytes()
    try:
        translation.catalog = read_po(io.BytesIO(raw), abort_invalid=True)
        translation.faults += _unquoted(raw, translation.file)
    except PoFileError as error:
        translation.faults.append(Fault(translation.file, error.lineno + 1, f"this cannot be read: {error}"))
    except (ValueError, LookupError) as error:
        translation.faults.append(Fault(translation.file, 1, f"this is no PO file: {error}"))
    if not LANGUAGE.fullmatch(translation.language):
        sentence = "the file is named by its language, such as es.po or pt-BR.po"
        translation.faults.append(Fault(translation.file, 1, sentence))
    return not translation.faults


def _unquoted(raw: bytes, file: str) -> Iterator[Fault]:
    """The lines whose text is not between two quotation marks: read as they are, they would lose a letter."""
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").splitlines(), 1):
        told = line.strip()
        if told and not told.startswith("#") and not _QUOTED.fullmatch(told):
            yield Fault(
                file, number, 'the text of a line stands between two quotation marks, and those within it are \\"'
            )


def _lost(text: Text, message: Message, file: str) -> Iterator[Fault]:
    """What the source names and its translation does not, or the other way round."""
    for called, pattern in _KEPT.items():
        wanted, given = (Counter(pattern.findall(each)) for each in (text.text, str(message.string)))
        for sign in sorted((wanted - given) | (given - wanted)):
            what = "is missing in the translation" if wanted[sign] > given[sign] else "is not in the text translated"
            yield Fault(file, message.lineno or 1, f"{text.place}: {called} {sign} {what}")


def _laid_over(front: Loaded, file: str, translation: Translation) -> Loaded:
    other = Loaded(translation.file, copy.deepcopy(front.value))
    for text in field_texts(front, file):
        if (message := translation.message(text)) is not None:
            _put(other, text.path, str(message.string), message.lineno or 1)
    return other


def _put(loaded: Loaded, path: FieldPath, words: str, line: int) -> None:
    value: Any = words
    if field_of(path) == LISTENED_FOR:
        value = [word.strip() for word in words.split(",") if word.strip()]
        loaded.lines.update({(*path, place): line for place in range(len(value))})
    loaded.at(path[:-1])[path[-1]] = value
    loaded.lines[path] = loaded.texts[path] = line
    for length in range(1, len(path)):
        loaded.lines.setdefault(path[:length], line)


def _body(body: Body, file: str, translation: Translation) -> Body:
    pieces = [_translated(piece, file, translation) for piece in pieces_of(body)]
    return put_together(translation.file, pieces)


def _translated(piece: Piece, file: str, translation: Translation) -> Piece:
    message = translation.message(Text(file, (BODY,), piece.text, translation.file, 1))
    return (
        replace(piece, text=str(message.string), line=message.lineno or 1) if message else replace(piece, line=NOWHERE)
    )
