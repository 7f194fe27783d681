"""How hard a text is to read: LIX, which counts what can be counted in any language written with letters.

LIX is the mean number of words in a sentence plus the percentage of words of more than six letters (C. H. Björnsson,
Läsbarhet, Stockholm: Liber, 1968; compared over newspapers of eleven languages in Reading Research Quarterly, 18(4),
480-497, 1983). Stories lie about 30, newspapers about 40 to 50, official texts above. It knows nothing of sense and
interest, so what it finds is told as something to look at, and keeps no module from being packed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.source import Source
from cor_desktop.authoring.texts import activity_texts
from cor_desktop.authoring.words import plain_words, sentences

HARD = 45
"""LIX above which a teacher at the end of a long day is likely to read a sentence twice."""

FEWEST_WORDS = 120
"""Below this a single long sentence decides."""

_LONG = 7


def lix(texts: Iterable[str]) -> tuple[float, int]:
    """The level of texts taken together, and their number of words. Level 0 where there are none."""
    told = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in told for word in plain_words(sentence)]
    if not words:
        return 0.0, 0
    long = sum(len(re.sub(r"\W", "", word)) >= _LONG for word in words)
    return len(words) / len(told) + 100 * long / len(words), len(words)


def reading_advice(source: Source) -> Iterator[Fault]:
    """The activities that are hard to read."""
    for name, activity in source.activities.items():
        level, words = lix(text.text for text in activity_texts(activity, name))
        if words >= FEWEST_WORDS and level > HARD:
            sentence = (
                f"hard to read: LIX {level:.0f}, where {HARD} is that of a newspaper; "
                "try shorter sentences, and shorter words"
            )
            yield Fault(activity.front.file, 1, sentence)
