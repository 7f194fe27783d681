"""A module is finished when everything required is."""

from __future__ import annotations

import datetime

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import record
from cor_desktop.errors import NotFinishedYet
from tests.factories.modules import a_module
from tests.fakes.clock import HandClock

MODULE = a_module("one", "two", optional=("extra",))
DAY = datetime.date(2026, 11, 24)


def test_a_module_with_open_activities_is_not_finished_and_says_which(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    finish_activity(desk, MODULE, "one")
    with pytest.raises(NotFinishedYet) as told:
        finish_module(desk, MODULE)
    assert told.value.titles == ("Two",)
    assert record(desk)["a-module"].state == "started"


def test_a_module_is_completed_once_every_required_activity_is_finished(desk: Desk, clock: HandClock) -> None:
    start_learning(desk)
    for name in ("one", "two"):
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)
    clock.advance(86_400)
    finish_module(desk, MODULE)
    done = record(desk)["a-module"]
    assert (done.state, done.started, done.completed) == ("completed", DAY, DAY + datetime.timedelta(days=1))
