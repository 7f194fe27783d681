"""One answer being written: the sealed text of a prompt, from the first key to leaving the page."""

from __future__ import annotations

from collections.abc import Iterable

from cor_desktop.reflection.hints import Hint, hints_for
from cor_desktop.reflection.text import SealedText


class Draft:
    """Holds what stands in one text field, and forgets it when the page is left."""

    __slots__ = ("_hints", "_language", "_otherwise", "_text")

    def __init__(self, hints: Iterable[Hint], otherwise: str, language: str) -> None:
        self._hints = tuple(hints)
        self._otherwise = otherwise
        self._language = language
        self._text = SealedText("")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written that leaving would lose."""
        return self._text.is_empty

    def write(self, words: str) -> None:
        """Take what stands in the field now."""
        self._text = SealedText(words)

    def hints(self) -> tuple[str, ...]:
        """What the author says to these words, as HTML; nothing where nothing is written."""
        return () if self.is_empty else hints_for(self._text, self._hints, self._otherwise, self._language)

    def forget(self) -> None:
        """Let go of the words."""
        self._text = SealedText("")
