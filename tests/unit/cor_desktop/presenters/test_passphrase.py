"""Passphrases of five words that are drawn at random."""

from __future__ import annotations

import hashlib
import itertools
import math
from importlib.resources import files

from cor_desktop.presenters.passphrase import WORDS, new_passphrase, words
from cor_protocol.passwords import strength

_EFF = "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"
"""SHA-256 of the list as its publisher has it, a line for each throw of five dice."""


def test_the_list_is_the_one_that_was_published() -> None:
    listed = files("cor_desktop").joinpath("presenters", "data", "words.txt").read_text("ascii").split()
    throws = map("".join, itertools.product("123456", repeat=5))
    whole = "".join(f"{throw}\t{word}\n" for throw, word in zip(throws, listed, strict=True))
    assert hashlib.sha256(whole.encode("ascii")).hexdigest() == _EFF


def test_a_passphrase_is_five_words_of_the_list_and_never_the_same() -> None:
    drawn = {new_passphrase() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(passphrase.split(" ")) == WORDS for passphrase in drawn)
    assert all(set(passphrase.split(" ")) <= set(words()) for passphrase in drawn)


def test_it_has_over_64_bits_and_is_called_strong() -> None:
    assert WORDS * math.log2(len(words())) > 64.5
    assert {strength(new_passphrase(), ()).word for _ in range(20)} == {"strong"}


def test_no_word_is_drawn_that_nobody_wants_to_read_aloud() -> None:
    assert {"douche", "skinhead", "fondling", "rectal"}.isdisjoint(words())
    assert len(words()) == len(set(words()))
