"""Ids are unguessable, and safe in a URL and a file name."""

from __future__ import annotations

import pytest

from cor_protocol.ids import (
    ModuleKey,
    activity_key,
    is_activity_id,
    is_module_key,
    is_random_id,
    new_device_id,
    new_learner_id,
)


def test_new_ids_have_the_shape_of_an_id_and_differ() -> None:
    ids = {new_learner_id(), new_learner_id(), new_device_id()}
    assert len(ids) == 3
    assert all(is_random_id(each) for each in ids)


@pytest.mark.parametrize("text", ["", "server", "A" * 26, "a" * 25, "a" * 27, "a" * 25 + "1", "a" * 25 + "\n"])
def test_other_text_is_no_random_id(text: str) -> None:
    assert not is_random_id(text)


@pytest.mark.parametrize(
    ("text", "good"), [("what-a-relationship-changes", True), ("ab", False), ("a" * 32, False), ("1ab", False)]
)
def test_a_module_key_has_3_to_31_characters_and_begins_with_a_letter(text: str, good: bool) -> None:
    assert is_module_key(text) is good


def test_an_activity_id_has_at_most_32_characters() -> None:
    assert is_activity_id("a" * 32)
    assert not is_activity_id("a" * 33)


def test_the_longest_activity_key_still_fits_a_fact() -> None:
    assert len(activity_key(ModuleKey("m" * 31), "a" * 32)) == 64
