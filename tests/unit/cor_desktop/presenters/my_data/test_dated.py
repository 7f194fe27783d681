"""How the day of a completion is known, as the learner reads it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from cor_desktop.presenters.my_data.dated import completed_in_words
from cor_desktop.sync.server import Dated

MAY = tuple(datetime.date(2027, 5, number) for number in (1, 3, 9))
RANKED = Dated(MAY[1], MAY[0], MAY[2], "rank", None)


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (
            replace(RANKED, rule="own", checked=MAY[2]),
            "completed on 3 May 2027 by your computer’s clock, checked on 9 May 2027",
        ),
        (replace(RANKED, rule="line"), "completed on 3 May 2027 by your computer’s clock, checked by a sync file"),
        (
            replace(RANKED, rule="wall"),
            "completed on 3 May 2027 by your computer’s clock, which could not be checked",
        ),
        (RANKED, "completed between 1 May 2027 and 9 May 2027: your computer’s clock was wrong"),
        (replace(RANKED, earliest=MAY[1], latest=MAY[1]), "completed on 3 May 2027"),
        (replace(RANKED, rule="of-the-future"), "completed on 3 May 2027"),
    ],
)
def test_how_a_completion_is_known_is_said_in_words(dated: Dated, words: str) -> None:
    assert completed_in_words(dated) == words


@pytest.mark.parametrize("dated", [RANKED, replace(RANKED, rule="own", checked=MAY[2])])
def test_what_is_written_down_is_read_again(dated: Dated) -> None:
    assert Dated.read(dated.written()) == dated
    assert Dated.read(None) is None
