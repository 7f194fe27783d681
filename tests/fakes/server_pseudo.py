"""A language nobody speaks, for the server: every sentence that is looked up stands in brackets, whosesoever it is.

What a page shows without brackets was never marked: the words of its author, or what somebody was called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import pytest
from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation
from pytest_django.fixtures import Settings

from sync_server.common import languages

LANGUAGE = "pseudo"
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_WORDS = re.compile(r"[^\W\d_]{2}")
_SECRET = re.compile(r"\b[A-Z2-7]{32}\b")
"""What an authenticator app is given."""
_NEVER_SHOWN = frozenset({"script", "style", "template"})
_BEGIN_ANEW = (
    "title p h1 h2 h3 h4 li dt dd td th label button a div section nav header footer main option summary legend "
    "caption small noscript form figure tr table ul ol dl body br"
)
_BLOCKS = frozenset(_BEGIN_ANEW.split())
_ICON = re.compile(r"material-symbols")
_SAID = frozenset({"alt", "aria-label", "title", "placeholder", "content"})
_META = frozenset({"viewport", "color-scheme", "supported-color-schemes", "robots", "responseStatus"})


class Pseudo(DjangoTranslation):
    """Gives every sentence in brackets; within them its fields, and the marks of HTML, stay as they are."""

    def __init__(self) -> None:
        pass  # no list is read

    def language(self) -> str:
        return LANGUAGE

    def to_language(self) -> str:
        return LANGUAGE

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(CONTEXT_SEPARATOR)[2]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def speaks_pseudo(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody is answered in it, whatever they wish for."""
    monkeypatch.setitem(LANG_INFO, LANGUAGE, LANG_INFO["en"])
    settings.LANGUAGES = [*settings.LANGUAGES, (LANGUAGE, "Pseudo")]
    monkeypatch.setitem(vars(trans_real)["_translations"], LANGUAGE, Pseudo())
    monkeypatch.setattr(languages, "asked_for", lambda header: LANGUAGE)


def unmarked(page: str, given: Iterable[str]) -> set[str]:
    """The words of a page of HTML that were neither marked nor are `given`: names, the course, addresses."""
    reading = _Reading()
    reading.feed(page)
    return unmarked_text(reading.texts(), given)


def unmarked_text(texts: Iterable[str], given: Iterable[str]) -> set[str]:
    """The same for plain texts."""
    known = sorted((words for words in given if _WORDS.search(words)), key=len, reverse=True)
    return {text.strip() for text in texts if _WORDS.search(_left_over(text, known))}


def _left_over(text: str, known: Iterable[str]) -> str:
    text = _SECRET.sub(" ", text)
    for words in known:
        text = text.replace(words, " ")
    while (fewer := _MARKED.sub(" ", text)) != text:
        text = fewer
    return text


class _Reading(HTMLParser):
    """What a person sees or hears: text in one piece for each block, so that a mark may hold others; attributes."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = [""]
        self._attributes: list[str] = []

    def texts(self) -> Iterator[str]:
        # A sentence with a link in it is one sentence, though the link is a block here: joined until it is closed.
        held = ""
        for text in self._text:
            held += text
            if held.count("⟦") == held.count("⟧"):
                yield held
                held = ""
        yield from (held, *self._attributes)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag not in ("meta", "link", "img", "input", "br", "hr"):
            hidden = tag in _NEVER_SHOWN or bool(_ICON.search(known.get("class", "")))
            self._open.append((tag, hidden))
        if tag in _BLOCKS:
            self._text.append("")
        is_said = known.get("type") in ("submit", "button", "reset") and tag == "input"
        self._attributes += [known["value"]] if is_said and "value" in known else []
        if known.get("name") not in _META and known.get("charset") is None:
            self._attributes += [value for name, value in known.items() if name in _SAID]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in _BLOCKS:
            self._text.append("")

    def handle_data(self, data: str) -> None:
        if not any(hidden for _tag, hidden in self._open):
            self._text[-1] += data
