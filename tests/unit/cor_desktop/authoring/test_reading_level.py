from __future__ import annotations

import pytest

from cor_desktop.authoring.reading_level import FEWEST_WORDS, lix
from tests.factories.module_folder import ModuleFolder

HARD_SENTENCE = "Professional considerations notwithstanding, contemporary institutional requirements predominate. "


def test_the_level_is_words_a_sentence_plus_the_share_of_long_words() -> None:
    level, words = lix(["The teacher listens. We go on to another lesson."])
    assert words == 9
    assert level == pytest.approx(9 / 2 + 100 * 3 / 9)


def test_no_text_has_no_level() -> None:
    assert lix([]) == (0.0, 0)


def test_an_activity_that_is_hard_to_read_is_worth_a_look_and_no_fault(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "Then on.", HARD_SENTENCE * (FEWEST_WORDS // 7))
    checked = sample.checked()
    assert checked.faults == ()
    (advice,) = checked.advice
    assert str(advice).startswith("content/small-steps/activities/begin.md:1: hard to read: LIX ")


def test_a_few_hard_sentences_are_not_counted(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "Then on.", HARD_SENTENCE)
    assert sample.checked().advice == ()
