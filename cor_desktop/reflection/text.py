"""What a learner wrote, sealed: a value that cannot be printed, formatted, copied, pickled or put into JSON or SQLite.

It is a class of its own and not a `str`: a subclass of `str` leaks its words through json, pickle, sqlite3 and
f-strings. Nothing takes the words out again; the seal only answers whether a word occurs in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NoReturn, final

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SEALED = "(a reflection: it stays on its page)"


class ReflectionStays(TypeError):
    """Something tried to copy or keep a reflection. That is a fault of the program, so it is raised."""


@final
class SealedText:
    """Words in memory. Raises ReflectionStays where anything tries to copy or pickle them."""

    __slots__ = ("__words",)

    def __init__(self, words: str) -> None:
        self.__words = words

    @property
    def is_empty(self) -> bool:
        """Whether nothing but blanks was written."""
        return not self.__words.strip()

    def mentions(self, wanted: Collection[str], stem: Callable[[str], str]) -> bool:
        """Tell whether any of the words, brought to its stem, is among `wanted`."""
        plain = self.__words.casefold().replace("’", "'")
        return any(stem(word) in wanted for word in _WORD.findall(plain))

    def __repr__(self) -> str:
        return _SEALED

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return _SEALED

    def _stay(self, *_: object) -> NoReturn:
        raise ReflectionStays("a reflection is never copied, pickled or kept")

    __reduce__ = __reduce_ex__ = __getstate__ = __copy__ = __deepcopy__ = _stay
