"""What the tests' own backgrounds promise is what the window's promises (tests/ui/test_background.py)."""

from __future__ import annotations

import pytest

from cor_desktop.errors import Offline, Trouble
from cor_desktop.presenters.background import Background
from tests.fakes.background import AtOnce, WhenTold


@pytest.fixture(params=[AtOnce, WhenTold])
def background(request: pytest.FixtureRequest) -> Background:
    made: Background = request.param()
    return made


def unexpected(came: object) -> None:
    raise AssertionError(came)


def finish(background: Background) -> None:
    if isinstance(background, WhenTold):
        background.finish()


def test_a_result_comes_home(background: Background) -> None:
    came: list[int] = []
    background.run(lambda: 7, came.append, unexpected)
    finish(background)
    assert came == [7]


def test_a_trouble_comes_home(background: Background) -> None:
    came: list[Trouble] = []

    def work() -> int:
        raise Offline

    background.run(work, unexpected, came.append)
    finish(background)
    assert [type(trouble) for trouble in came] == [Offline]
