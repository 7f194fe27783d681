"""`cor-content translate`: the PO file in which a module is translated, made and kept up to date."""

from __future__ import annotations

import difflib
import io
from datetime import datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from cor_desktop.authoring.source import Source
from cor_desktop.authoring.texts import LISTENED_FOR, Text, every_text, field_of
from cor_desktop.authoring.translation import FOLDER

_WIDTH = 100

_ADVICE = {
    LISTENED_FOR: "Words a learner may write, with commas between. Give those of your language, as many as it needs: "
    "other forms of a word are recognized by themselves.",
    "scale": "A step of a scale: short, because it stands on a button.",
    "short": "How a text names this source, e.g. “Roorda et al., 2011”.",
}
"""What a translator is told beside a text, by its field."""


def po_path(folder: Path, language: str) -> Path:
    """Where the translation of a module lies."""
    return folder / FOLDER / f"{language}.po"


def write_translation(source: Source, language: str, now: datetime) -> Path:
    """Make the PO file of a sound module, or bring it up to date, and return its path.

    What was translated stays; a translation whose source has changed is marked fuzzy beside the new words; one whose
    source is gone stays at the end of the file. A file that is up to date already is left untouched.
    """
    path = po_path(source.folder, language)
    before = path.read_bytes() if path.exists() else None
    catalog = _fresh(source, language, now) if before is None else _updated(before, _fresh(source, language, now))
    raw = _written(catalog)
    if raw != before:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
    return path


def _fresh(source: Source, language: str, now: datetime) -> Catalog:
    title = " ".join(str(source.module.value["title"]).split())
    catalog = Catalog(
        locale=language.replace("-", "_"),
        header_comment=f"# “{title}” in another language ({language}). See docs/authoring.md.",
        project=source.module.value["key"],
        version=str(source.module.value["version"]),
        creation_date=now,
        fuzzy=False,
    )
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    for text in every_text(source):
        _add(catalog, text)
    return catalog


def _add(catalog: Catalog, text: Text) -> None:
    advice = _ADVICE.get(field_of(text.path))
    catalog.add(text.text, auto_comments=[advice] if advice else [], context=text.place)


def _updated(before: bytes, template: Catalog) -> Catalog:
    """The catalog of before with the texts of now; what matches only nearly is marked fuzzy."""
    catalog = read_po(io.BytesIO(before))
    held = _state(catalog)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    for message in [each for each in catalog if each.id and not each.string]:
        _offer(catalog, message)
    if _state(catalog) != held:
        catalog.creation_date, catalog.version = template.creation_date, template.version
    return catalog


def _state(catalog: Catalog) -> list[tuple[str, object, object, bool]]:
    return [(str(each.context), each.id, each.string, each.fuzzy) for each in catalog if each.id]


def _offer(catalog: Catalog, message: Message) -> None:
    """Give a new text the translation of the one that it has probably come from, marked for a translator to look at.

    Babel would take any text of the file that looks alike; here it is one that is gone, from the same place.
    """
    gone = {str(each.id): key for key, each in catalog.obsolete.items() if each.string and _may_be(each, message)}
    for words in difflib.get_close_matches(str(message.id), gone, n=1):
        before = catalog.obsolete.pop(gone[words])
        message.string, message.previous_id = before.string, [words]
        message.flags.add("fuzzy")


def _may_be(before: Message, message: Message) -> bool:
    return before.context == message.context or before.id == message.id


def _written(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalog, width=_WIDTH, no_location=True, include_previous=True)
    return file.getvalue()
