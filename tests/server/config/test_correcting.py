"""`cor-server facts odd`, as people type it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest
from django.test import Client

from sync_server.config import correcting
from sync_server.config.commands import _parser
from tests.factories.facts import a_fact
from tests.factories.server import Device, a_device


@pytest.fixture(autouse=True)
def _open_already(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test's own database is the server's: opening another is what test_actions proves."""
    monkeypatch.setattr("sync_server.config.correcting._open", lambda: 0)
    yield


def typed(*words: str) -> argparse.Namespace:
    return _parser().parse_args(words)


@pytest.mark.django_db
def test_odd_facts_are_judged_and_listed_one_a_line(
    device: Device, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    other = a_device()
    for each in (device, other):
        each.sync(client, [a_fact("b-module:one", device=each.device)])
    assert correcting.list_odd_facts(typed("facts", "odd", "--learner", device.learner)) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("\t")[1:] == [
        device.learner,
        "activity.finished",
        "b-module:one",
        device.device,
        "unknown_module",
    ]
    assert correcting.list_odd_facts(typed("facts", "odd")) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
