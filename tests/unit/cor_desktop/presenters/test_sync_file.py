"""What is said of a sync file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop.actions.load_sync_file import Loaded
from cor_desktop.actions.save_sync_file import Saved
from cor_desktop.presenters.sync_file import loaded_in_words, saved_in_words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (0, "Nothing new is in it; it asks for what is new on the server."),
        (1, "1 item is in it. It stays here until the answer comes back."),
        (12, "12 items are in it. They stay here until the answer comes back."),
    ],
)
def test_b2_a_saved_file_says_what_comes_next(items: int, words: str) -> None:
    said = saved_in_words(Saved(Path("x"), items, 1))
    assert said == f"Take it to whoever looks after the server. {words}"


def test_each_thing_that_came_has_its_sentence() -> None:
    every = Loaded(1, 2, 3, 4, 5, 1, 1, 2)
    assert len(loaded_in_words(every)) == 8
    assert all(said.endswith(".") and "{" not in said for said in loaded_in_words(every))


def test_a_learner_never_reads_of_merging() -> None:
    assert "merge" not in " ".join(loaded_in_words(Loaded(*[2] * 8))).lower()


def test_nothing_new_is_said() -> None:
    assert loaded_in_words(Loaded()) == ["Nothing in it is new here."]
