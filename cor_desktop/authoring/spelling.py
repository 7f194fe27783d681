"""Spelling: every word is one of its language's, a name, or one of the course's own.

English is American. A name is learned where it stands with a capital letter within a sentence, or twice and never
without one. Own words stand in `words.txt`, one in a line: in the module's folder, or beside all modules for the whole
course; those of a translation in `words.<language>.txt`.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from cor_desktop.authoring.dictionaries import LANGUAGES, knows, nearest
from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.source import Source, shown_path
from cor_desktop.authoring.texts import Text, every_text
from cor_desktop.authoring.words import bare, plain_words

_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Sr", "Sra")
_WITHIN = re.compile(
    r"(?:(?<=[\w,;’”)] )" + "".join(rf"|(?<=\b{title}\. )" for title in _TITLES) + r")[“(‘]?([^\W\d_]+(?:-[^\W\d_]+)*)"
)
_CONTRACTED = re.compile(r"'(s|ll|ve|d|re)?$")
_BRITISH = {
    r"grey(.*)": r"gray\1",
    r"(.*)mum(s?)": r"\1mom\2",
    r"(travel|cancel|model|label|level|signal|quarrel|counsel|marvel)l(ed|ing|ers?)": r"\1\2",
    r"programme(s?)": r"program\1",
    r"(cent|theat|fib|met|lit)re(s?)": r"\1er\2",
    r"(.*)(defen|offen|licen)ce(s?)": r"\1\2se\3",
    r"practis(e|es|ed|ing)": r"practic\1",
    r"(enrol|fulfil)(s|ment)?": r"\1l\2",
    r"(learn|spel|dream|burn|spoil)t": r"\1ed",
    r"whilst": "while",
    r"(ag)eing": r"\1ing",
    r"judgement(s?)": r"judgment\1",
    r"(arse|plough|tyre|kerb|pyjama|catalogue|analogue|sceptic|jewellery|storey|maths)(.*)": "",
    r"(.*(?:behavi|col|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vig|endeav))our(.*)": r"\1or\2",
    r"(.{3,})is(e|es|ed|ing|ation|ations)": r"\1iz\2",
    r"(.*al)ys(e|es|ed|ing)": r"\1yz\2",
}
"""Words that the English dictionary may know, or that lie too far from any to be guessed, and their American form."""


def spelling_faults(source: Source) -> Iterator[Fault]:
    """The words of a module that nothing knows, each at every text where it stands.

    A language without a dictionary is left to its readers.
    """
    language = source.language.partition("-")[0]
    if language not in LANGUAGES:
        return
    texts = [text for text in every_text(source) if text.line]  # a translation may lack some
    lists = _own_words(source.folder, language)
    names = _names(texts, source) | {word for word in lists if not word.islower()}
    for text in texts:
        for word in dict.fromkeys(plain_words(text.text)):
            if not _is_known(word, language, lists, names):
                yield _fault(text, word, language)


def _is_known(word: str, language: str, lists: Collection[str], names: Collection[str]) -> bool:
    plain = word.replace("’", "'")
    if plain in names or len(plain) == 1 or (plain.isupper() and len(plain) <= 5):
        return True
    forms = {plain, _CONTRACTED.sub("", plain)}
    if forms & set(names) or {form.casefold() for form in forms} & set(lists):
        return True
    return any(_is_in_dictionary(form.casefold(), language) for form in forms)


@functools.cache
def _is_in_dictionary(word: str, language: str) -> bool:
    return knows(word, language) and not (language == "en" and _american(word))


def _american(word: str) -> str | None:
    """The American form of a British word; None where the word is none."""
    for british, american in _BRITISH.items():
        if (found := re.fullmatch(british, word)) and knows(form := found.expand(american), "en"):
            return form
    return None


def _names(texts: Iterable[Text], source: Source) -> set[str]:
    """What has a capital letter as names have, and whatever the bibliography says."""
    told = [bare(text.text) for text in texts]
    inside = {found[1] for text in told for found in _WITHIN.finditer(text) if found[1][0].isupper()}
    count = Counter(word for text in told for word in plain_words(text))
    often = {word for word, times in count.items() if word[0].isupper() and times > 1 and not count[word.lower()]}
    entries = source.module.value["bibliography"] if source.sound else []
    cited = {word for entry in entries for word in plain_words(f"{entry['short']} {entry['full']}")}
    return {part for name in inside for part in name.split("-")} | often | cited


def _own_words(folder: Path, language: str) -> frozenset[str]:
    """The words of the module's lists and of the course's, as they are written there."""
    files = [place / name for place in (folder, folder.parent) for name in ("words.txt", f"words.{language}.txt")]
    return frozenset(word for file in files if file.is_file() for word in _listed(_read(file)))


def unreadable_lists(source: Source) -> Iterator[Fault]:
    """The lists of words that are not UTF-8, as some editors of Windows save them."""
    for place in (source.folder, source.folder.parent):
        for file in sorted(place.glob("words*.txt")):
            if "\ufffd" in _read(file):
                yield Fault(shown_path(file), 1, "this is not UTF-8: save the file as UTF-8 in your editor")


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig", "replace")


def _listed(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if word := line.partition("#")[0].strip():
            yield word


def _fault(text: Text, word: str, language: str) -> Fault:
    line = _line_of(text, word)
    if language == "en" and (form := _american(word.casefold())):
        return Fault(text.told_in, line, f"“{word}” is spelled “{form}” here")
    near = nearest(word.casefold(), language)
    advice = f"did you mean “{near}”? " if near else ""
    return Fault(text.told_in, line, f"“{word}” is in no word list: {advice}If it is right, add it to words.txt")


def _line_of(text: Text, word: str) -> int:
    """The line on which the word stands: a text may be long."""
    lines = Path(text.told_in).read_text("utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if number >= text.line and word in line), text.line)
