"""Long and simple passwords: repeats, rows of keys, the alphabet, counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol.password_shapes import has_few_characters, is_repeated, is_walk, period, without_repeats


@given(st.text("abcd", max_size=30))
def test_the_period_is_the_shortest_piece_that_repeats(text: str) -> None:
    every = [length for length in range(1, len(text) + 1) if text == (text[:length] * len(text))[: len(text)]]
    assert period(text) == (every[0] if every else 0)


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("passwordpassword", True),
        ("passwordpasswordpass", True),
        ("seven herons wading seven herons wading ", False),  # the piece alone would do
        ("passwordpassworld", False),
    ],
)
def test_a_short_piece_again_and_again_is_repeated(text: str, repeated: bool) -> None:
    assert is_repeated(text, 15) is repeated


def test_fewer_than_five_different_characters_are_few() -> None:
    assert has_few_characters("abcd" * 5)
    assert not has_few_characters("abcde")


@pytest.mark.parametrize(
    "text",
    [
        "qwertyuiopasdfgh",
        "poiuytrewqlkjhgf",
        "qwertzuiopasdfgh",
        "azertyuiopqsdfgh",
        "1qaz2wsx3edc4rfv",
        "q1w2e3r4t5y6u7i8",
        "abcdefghijklmnop",
        "zyxwvutsrqponmlk",
        "a1b2c3d4e5f6g7h8",
        "123456789012345",
        "987654321098765",
        "!@#$%^&*()_+!@#$",
        "aaaabbbbccccdddd",
    ],
)
def test_asvs_6_2_4_rows_of_keys_and_counting_are_walks(text: str) -> None:
    assert is_walk(text)


@pytest.mark.parametrize("text", ["", "seven quiet herons wading", "properties were powered", "fedcba quiet herons"])
def test_words_are_no_walk(text: str) -> None:
    assert not is_walk(text)


@pytest.mark.parametrize(
    ("text", "once"),
    [("aaaaaa", "a"), ("heronheron", "heron"), ("balloon", "balloon"), ("ababab quiet", "ab quiet"), ("", "")],
)
def test_repeats_count_once_and_double_letters_of_words_stay(text: str, once: str) -> None:
    assert without_repeats(text) == once
