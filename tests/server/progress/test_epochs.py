from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sync_server.progress import epochs
from sync_server.progress.epochs import EpochEvidence
from tests.factories.facts import DEVICE, LEARNER, OTHER_DEVICE

pytestmark = pytest.mark.django_db

KNOWN = EpochEvidence(1, 10, 20)
MET = EpochEvidence(2, 30, 40, -3600, 1, 35, 36, -599, 1)


def test_what_is_known_of_an_epoch_is_written_read_and_replaced() -> None:
    epochs.write(LEARNER, DEVICE, [KNOWN, MET._replace(line=None)])
    epochs.write(LEARNER, DEVICE, [MET])
    assert epochs.read(LEARNER, DEVICE, [1, 2, 3]) == {1: KNOWN, 2: MET}


def test_all_epochs_of_one_device_are_found_and_no_others() -> None:
    epochs.write(LEARNER, DEVICE, [KNOWN])
    epochs.write(LEARNER, OTHER_DEVICE, [MET])
    assert epochs.all_of(LEARNER, OTHER_DEVICE) == [MET]


def test_many_epochs_are_read_in_parts() -> None:
    many = [EpochEvidence(number, 0, 0) for number in range(450)]
    epochs.write(LEARNER, DEVICE, many)
    assert len(epochs.read(LEARNER, DEVICE, range(500))) == 450


def test_contacts_of_before_there_were_bounds_become_bounds() -> None:
    before = MET._replace(low=None, high=None)
    epochs.write(LEARNER, DEVICE, [KNOWN, before])
    executor = MigrationExecutor(connection)
    assert ("progress", "0002_bounds_of_clocks") in executor.loader.applied_migrations
    step = import_module("sync_server.progress.migrations.0002_bounds_of_clocks")
    step.bound_by_contacts(executor.loader.project_state().apps, SimpleNamespace(connection=connection))
    assert epochs.all_of(LEARNER, DEVICE) == [KNOWN, MET]
