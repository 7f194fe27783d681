from __future__ import annotations

import random

from cor_desktop.presenters.activities.build import presenter_for
from cor_protocol.module import Html, Prompt, Reading, Reflection


def test_reading_is_been_through_by_reading() -> None:
    assert presenter_for(Reading("r", "R", 1, (), True, ()), random.Random(1)).through.value


def test_a_reflection_may_be_left_empty() -> None:
    reflection = Reflection("r", "R", 1, (), True, (), (Prompt("?", (Html("x"),)),))
    assert presenter_for(reflection, random.Random(1)).through.value
