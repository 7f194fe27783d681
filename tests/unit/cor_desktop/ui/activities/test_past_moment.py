from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.activities.scenario import Moment
from cor_desktop.ui.activities.past_moment import PastMoment
from cor_desktop.ui.activities.rows import AnswerRow
from cor_desktop.ui.citations import References
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.text import LinkButton
from cor_protocol.module import Html, Node, ScenarioOption

WAIT = ScenarioOption("Wait.", Html("She passes."), "desk")
MOMENT = Moment(Node("door", Html("She comes in."), (WAIT, WAIT)), WAIT)


@pytest.fixture
def went_back() -> list[bool]:
    return []


@pytest.fixture
def past(qtbot: QtBot, theme: Theme, went_back: list[bool]) -> PastMoment:
    past = PastMoment(1, MOMENT, References(), lambda: went_back.append(True))
    qtbot.addWidget(past)
    with qtbot.waitExposed(past):
        past.show()
    return past


def texts(past: PastMoment) -> list[str]:
    return [prose.toPlainText() for prose in past.findChildren(Prose) if prose.isVisible()]


def line(past: PastMoment) -> AnswerRow:
    row = past.findChild(AnswerRow)
    assert isinstance(row, AnswerRow)
    return row


def test_it_says_in_one_line_what_was_done(past: PastMoment) -> None:
    assert (line(past).accessibleName(), texts(past)) == ("Moment 2. You: Wait.", [])


def test_it_opens_to_be_read_again_and_closes(past: PastMoment) -> None:
    line(past).click()
    assert texts(past) == ["She comes in.", "She passes."]
    line(past).click()
    assert texts(past) == []


def test_what_followed_from_the_latest_is_not_said_twice(past: PastMoment) -> None:
    past.be_latest(True)
    line(past).click()
    assert texts(past) == ["She comes in."]
    past.be_latest(False)
    assert texts(past) == ["She comes in.", "She passes."]


def test_one_can_go_back_to_it(past: PastMoment, went_back: list[bool]) -> None:
    button = past.findChild(LinkButton)
    assert isinstance(button, LinkButton)
    button.click()
    assert (button.accessibleName(), went_back) == ("Go back to this moment: Wait.", [True])
