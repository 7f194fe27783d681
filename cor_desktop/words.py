"""What a learner reads, in the language that is set. Sentences stand in the code in English, each with a mark.

`_("Start")` is looked up when it is called, so nothing that is shown may be looked up when a module is imported: a
constant is `marked` and looked up later. Values go into named fields: `_("Completed on {day}").format(day=…)`.
English needs no word list and loads none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

SOURCE = "en"
LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "es": "Español"})
"""The languages there are, each by the name that its speakers give it."""

LISTS = Path(__file__).with_name("locale")
"""One folder for each language, made by `python -m tools.words`."""
_FROM_RIGHT = frozenset({"ar", "fa", "he", "ur", "pseudo-rtl"})

_language = SOURCE
_list: GNUTranslations | None = None


def set_language(language: str) -> None:
    """Speak `language` from now on; English where there is no word list of it."""
    global _language, _list
    _language, _list = (SOURCE, None) if language == SOURCE else _read(language)


def language() -> str:
    """The language that is spoken now."""
    return _language


def language_tag() -> str:
    """The same as others know it (BCP 47): in a page's `lang`, in a request. What only we know counts as English."""
    return _language if _language in LANGUAGES else SOURCE


def is_right_to_left() -> bool:
    """Whether lines begin at the right."""
    return _language in _FROM_RIGHT


def system_language(wanted: Iterable[str]) -> str:
    """The first language of ours among those that the computer asks for, such as `es-MX`; English where it has none."""
    short = (name.replace("_", "-").partition("-")[0].lower() for name in wanted)
    return next((name for name in short if name in LANGUAGES), SOURCE)


def _(sentence: str) -> str:
    """The sentence in the language that is set; itself where that does not have it."""
    return _list.gettext(sentence) if _list and sentence else sentence


def marked(sentence: str) -> str:
    """The sentence itself: a constant with this mark is in the word lists, and is looked up where it is shown."""
    return sentence


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a sentence that goes with `count`."""
    if _list:
        return _list.ngettext(one, many, count)
    return one if count == 1 else many


def pgettext(context: str, sentence: str) -> str:
    """The same as `_` for words that mean one thing here and another elsewhere; `context` says where this is."""
    return _list.pgettext(context, sentence) if _list else sentence


def _read(language: str) -> tuple[str, GNUTranslations | None]:
    from gettext import GNUTranslations  # whoever reads English starts without it

    try:
        with (LISTS / language / "LC_MESSAGES" / "cor-desktop.mo").open("rb") as file:
            return language, GNUTranslations(file)
    except OSError:
        return SOURCE, None
