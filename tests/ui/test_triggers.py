from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.presenters.sync_line import SyncPresenter
from cor_desktop.ui.triggers import Triggers
from tests.factories.modules import a_module
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer


@pytest.fixture
def sync(ana: Desk) -> SyncPresenter:
    open_activity(ana, a_module("one"), "one")
    return SyncPresenter(ana, AtOnce(), random.Random(1))


@pytest.fixture
def triggers(sync: SyncPresenter, qapp: QApplication) -> Triggers:
    return Triggers(sync, QObject(qapp))


def test_when_the_wait_is_over_it_is_sent(sync: SyncPresenter, triggers: Triggers, server: FakeServer) -> None:
    sync.wait.set(0.001)
    QApplication.processEvents()
    while not server.requests:
        QApplication.processEvents()
    assert sync.state.value.unsent == 0


def test_a_network_that_appears_is_a_reason_to_send(
    sync: SyncPresenter, triggers: Triggers, server: FakeServer
) -> None:
    triggers.network_changed(QNetworkInformation.Reachability.Disconnected)
    assert server.requests == []
    triggers.network_changed(QNetworkInformation.Reachability.Online)
    assert len(server.requests) == 1


def test_after_stopping_nothing_is_triggered(sync: SyncPresenter, triggers: Triggers, server: FakeServer) -> None:
    triggers.start()
    sync.wait.set(0.001)
    triggers.stop()
    sync.wait.set(0.002)
    for _ in range(50):
        QApplication.processEvents()
    assert server.requests == []


def test_nothing_to_wait_for_stops_the_clock(sync: SyncPresenter, triggers: Triggers, server: FakeServer) -> None:
    sync.wait.set(0.001)
    sync.wait.set(0.0)
    for _ in range(50):
        QApplication.processEvents()
    assert server.requests == []
