"""A guest begins at once."""

from __future__ import annotations

import datetime

import pytest

from cor_desktop.actions.desk import Desk, NobodyIsLearning
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import is_started, sync_state
from tests.factories.modules import a_module

MODULE = a_module("one", "two", optional=("extra",))
DAY = datetime.date(2026, 11, 24)


def test_learning_needs_no_account_and_no_network(desk: Desk) -> None:
    assert not is_started(desk)
    start_learning(desk)
    assert is_started(desk)
    assert sync_state(desk).guest


def test_starting_again_goes_on_with_the_same_record(desk: Desk) -> None:
    start_learning(desk)
    first = desk.learner().id
    start_learning(desk)
    assert desk.learner().id == first


def test_nothing_can_be_opened_before_somebody_starts(desk: Desk) -> None:
    with pytest.raises(NobodyIsLearning):
        open_activity(desk, MODULE, "one")
