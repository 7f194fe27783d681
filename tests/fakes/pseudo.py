"""Finding what is shown without a mark: in a pseudo-locale, all that was marked stands in brackets."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from cor_desktop.ui.widgets.reading import Reading
from cor_desktop.words import LANGUAGES

_MARKED = re.compile(r"\[[^\[\]]*\]|^\[[^\[\]]*$|^[^\[\]]*·\]$")
"""A sentence, or one paragraph of a long one."""
_WORDS = re.compile(r"[^\W\d_]{2}")
_KEYS = re.compile(r"\b(?:Ctrl|Alt)\+\w+|\bF\d+\b")
_VERSION = re.compile(r"\bCOR Desktop\b(?: \d[\w.]*)?")


def unmarked(within: QWidget, given: Collection[str]) -> set[str]:
    """The words that are neither marked nor `given` (names, the course, addresses), nor keys, nor a version."""
    shown = {text for text in _texts(within) if text not in given and _WORDS.search(_without_marked(text))}
    known = sorted({*filter(_WORDS.search, given), *LANGUAGES.values()}, key=len, reverse=True) if shown else []
    return {text for text in shown if _WORDS.search(_without_marked(_without(text, known)))}


def strings_of(value: Any) -> Iterator[str]:
    """Every text that a course, an account or the like holds, HTML also as it is read."""
    if isinstance(value, str):
        yield value
        yield QTextDocumentFragment.fromHtml(value).toPlainText()
    elif isinstance(value, dict):
        yield from strings_of((*value.keys(), *value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from strings_of(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from strings_of(getattr(value, field.name))


def _without(text: str, known: Iterable[str]) -> str:
    for words in known:
        text = text.replace(words, " ")
    return text


def _without_marked(text: str) -> str:
    text = _KEYS.sub(" ", _VERSION.sub(" ", text))
    while (fewer := _MARKED.sub(" ", text)) != text:
        text = fewer
    return text


def _texts(within: QWidget) -> Iterator[str]:
    """What a person reads or hears of a widget and everything in it, whether it is shown now or not."""
    for widget in (within, *within.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit():
                yield from (widget.text(), widget.placeholderText())
            case QComboBox():
                yield from (widget.itemText(place) for place in range(widget.count()))
            case QGroupBox():
                yield widget.title()
            case Reading():
                pass  # what it shows comes from the server
            case QTextEdit() | QPlainTextEdit():
                yield from (widget.toPlainText(), widget.placeholderText())
            case _:
                pass
