"""Most rules have their mistake in mistakes.yaml."""

from __future__ import annotations

import pytest

from tests.factories.module_folder import ModuleFolder


@pytest.mark.parametrize("word", ["incorrecta", "Equivocado", "erróneas"])
def test_nobody_is_told_wrong_in_spanish_either(sample: ModuleFolder, word: str) -> None:
    sample.edit("module.yaml", "language: en", "language: es")
    sample.edit("activities/weigh.md", "The poem says otherwise.", f"Es {word}.")
    sentence = f"feedback: nobody is told “{word}”; say what follows from the choice"
    assert f"activities/weigh.md:19: {sentence}" in sample.faults()


def test_the_same_words_may_follow_in_two_activities(sample: ModuleFolder) -> None:
    sample.edit("activities/join.md", "Feet make a road.", "So says the poem.")
    assert sample.faults() == []
