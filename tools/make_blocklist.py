"""Make the list of common long passwords from its sources: python tools/make_blocklist.py (the same bytes every time).

Sources: the phrases and things of tools/blocklist/ (ours), the frequency lists of zxcvbn (MIT) and Django's list of
common passwords (BSD), as installed. The counts that it prints stand in cor_protocol/data/README.md.
"""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import django.contrib.auth
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from cor_protocol.password_lists import key
from cor_protocol.passwords import SHORTEST

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "cor_protocol" / "data" / "long_passwords.txt.z"
PATTERNS = ("i love {}", "i love you {}", "{} forever", "{} is the best", "{} rules", "{} is my life", "i hate {}")
ROWS = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
)
PAIRED = 45
"""So many of the commonest passwords of seven letters and more are joined to each other."""


def sources() -> dict[str, Iterable[str]]:
    """Every candidate, by where it comes from, best known first."""
    return {
        "phrases written for this list": _lines("phrases.txt"),
        "common passwords of zxcvbn": FREQUENCY_LISTS["passwords"],
        "common passwords of Django": _of_django(),
        "words of zxcvbn": [*FREQUENCY_LISTS["english_wikipedia"], *FREQUENCY_LISTS["us_tv_and_film"]],
        "patterns with common things": _patterns(),
        "love letters to common names": _to_names(),
        "keyboard rows in a row": _rows(),
        "two common passwords in a row": _pairs(),
    }


def collect() -> tuple[list[str], dict[str, int]]:
    """The entries, sorted, one for each way of comparing; and how many each source brought."""
    chosen: dict[str, str] = {}
    brought = {}
    for name, candidates in sources().items():
        before = len(chosen)
        for candidate in candidates:
            if len(candidate) >= SHORTEST and key(candidate):
                chosen.setdefault(key(candidate), candidate)
        brought[name] = len(chosen) - before
    return sorted(chosen.values()), brought


def _lines(name: str) -> list[str]:
    lines = (ROOT / "tools" / "blocklist" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _of_django() -> list[str]:
    packed = Path(django.contrib.auth.__file__).with_name("common-passwords.txt.gz")
    words = gzip.decompress(packed.read_bytes()).decode("utf-8").split()
    return [word for word in words if word.isascii() and "&#" not in word]  # the rest was damaged on its way there


def _patterns() -> Iterator[str]:
    for pattern, thing in itertools.product(PATTERNS, _lines("things.txt")):
        yield pattern.format(thing)


def _to_names() -> Iterator[str]:
    for name in [*FREQUENCY_LISTS["female_names"][:300], *FREQUENCY_LISTS["male_names"][:300]]:
        yield f"iloveyou{name}"
        yield f"ilove{name}forever"


def _rows() -> Iterator[str]:
    for first, second in itertools.permutations(ROWS, 2):
        yield first + second


def _pairs() -> Iterator[str]:
    words = [word for word in FREQUENCY_LISTS["passwords"] if word.isalpha() and len(word) >= 7][:PAIRED]
    for first, second in itertools.permutations(words, 2):
        yield first + second


def main() -> None:
    """Write the list, and print what it holds."""
    entries, brought = collect()
    LIST.write_bytes(zlib.compress("\n".join(entries).encode("utf-8"), 9))
    for name, count in brought.items():
        print(f"{count:6,}  {name}")
    print(f"{len(entries):6,}  entries in {LIST.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
