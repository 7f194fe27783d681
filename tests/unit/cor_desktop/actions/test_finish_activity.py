"""What finishing an activity keeps."""

from __future__ import annotations

import datetime

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.views import record
from tests.factories.modules import a_module

MODULE = a_module("one", "two", optional=("extra",))
DAY = datetime.date(2026, 11, 24)


def test_a_finished_activity_is_kept_as_finished(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    finish_activity(desk, MODULE, "one")
    assert record(desk)["a-module"].finished == {"one"}
