"""`cor-server facts odd` and `cor-server correct`, as people type them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest
from django.test import Client

from sync_server.accounts.models import User
from sync_server.common.clock import date_of
from sync_server.config import correcting
from sync_server.config.commands import _parser
from sync_server.config.state import StateFault
from sync_server.progress import queries
from tests.factories.facts import a_fact
from tests.factories.server import Device, a_device, in_catalog


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


@pytest.mark.django_db
def test_a_completion_is_taken_back_and_set_by_the_address_of_the_account(
    device: Device, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    item = in_catalog("one")
    device.sync(client, [a_fact(item, kind="module.completed"), a_fact("a-module:one")])
    address = User.objects.get(pk=device.account).email
    words = ("correct", address, "--module", item, "--reason", "Seen on paper.")
    assert correcting.correct_record(typed(*words, "--take-back")) == 0
    assert "is revoked; what stands on it does not change." in capsys.readouterr().out
    assert correcting.correct_record(typed(*words, "--date", "2026-05-03")) == 0
    dates = queries.module_dates(device.learner, item)
    assert dates.completed is not None and date_of(dates.completed.date).isoformat() == "2026-05-03"
    assert correcting.correct_record(typed(*words, "--date", "2026-05-01", "--what", "started")) == 0


@pytest.mark.django_db
def test_a_module_without_a_certificate_is_said_to_have_none(
    device: Device, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    device.sync(client, [a_fact()])
    correcting.correct_record(
        typed("correct", device.learner, "--module", "a-module:1", "--take-back", "--reason", "x")
    )
    assert "There is no certificate for this module." in capsys.readouterr().out


@pytest.mark.django_db
def test_a_day_that_is_none_and_a_learner_who_is_none_are_told(device: Device) -> None:
    words = ("correct", device.learner, "--module", "a-module:1", "--reason", "x")
    with pytest.raises(StateFault, match="31 is not a day"):
        correcting.correct_record(typed(*words, "--date", "2026-02-31"))
    with pytest.raises(ValueError, match="There is no learning record"):
        correcting.correct_record(typed(*words, "--take-back"))
