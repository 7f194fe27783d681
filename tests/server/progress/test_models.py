from __future__ import annotations

from sync_server.progress.models import Correction, Epoch, EstablishedCompletion, Fact, Oddity, Record


def test_rows_are_shown_by_what_they_are_about() -> None:
    rows = [
        Record(learner="l"),
        Fact(kind="page.opened", item="home"),
        Epoch(epoch=3, device="d"),
        EstablishedCompletion(item="a-module:1"),
        Oddity(kind="from.the.future", item="x"),
        Correction(effect="set", item="a-module:1"),
    ]
    assert [str(row) for row in rows] == [
        "l",
        "page.opened home",
        "epoch 3 of d",
        "a-module:1",
        "from.the.future x",
        "set a-module:1",
    ]
