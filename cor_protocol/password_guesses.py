"""How many tries a password would take, by zxcvbn (its dictionaries, keyboards, dates and sums; used in parts).

Its front door is not used: it keeps the context in a table that all threads share, and its leet search takes two
seconds for 64 well chosen signs. Look-alikes are tried here by putting the letters in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cor_protocol.password_lists import folded
from cor_protocol.password_shapes import without_repeats

LOOKED_AT = 64
"""Characters; the time grows with their square."""
_LEET = (
    str.maketrans("013456789!|@$+2({<[%", "oieasgtbgiiastzccccx"),
    str.maketrans("013456789!|@$+2({<[%", "oleasglbgllastzccccx"),
)


def guesses(password: str, context: Sequence[str]) -> float:
    """The decimal logarithm of the tries that somebody would need who knows `context`. Repeats count once."""
    text = without_repeats(folded(password[:LOOKED_AT])[:LOOKED_AT])
    forms = {text, *(text.translate(table) for table in _LEET)}
    return min(_guesses(form, context) for form in forms)


def _guesses(text: str, context: Sequence[str]) -> float:
    if not text:
        return 0.0
    from zxcvbn import matching, scoring

    dictionaries = {**matching.RANKED_DICTIONARIES, "user_inputs": dict.fromkeys(context, 1)}
    found: list[dict[str, Any]] = []
    for match in (
        matching.dictionary_match,
        matching.reverse_dictionary_match,
        matching.spatial_match,
        matching.sequence_match,
        matching.regex_match,
        matching.date_match,
    ):
        found += match(text, _ranked_dictionaries=dictionaries)
    found.sort(key=lambda match: (match["i"], match["j"]))
    best = scoring.most_guessable_match_sequence(text, found)  # type: ignore[no-untyped-call]  # shipped without types
    return float(best["guesses_log10"])
