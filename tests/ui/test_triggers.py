from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.presenters.sync_line import SyncPresenter
from cor_desktop.ui.triggers import Triggers
from tests.factories.modules import a_module
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer


@pytest.fixture
def sync(ana: Desk) -> SyncPresenter:
    open_activity(ana, a_module("one"), "one")
    return SyncPresenter(ana, AtOnce(), random.Random(1))


@pytest.fixture
def triggers(sync: SyncPresenter, clock: HandClock, qapp: QApplication) -> Iterator[Triggers]:
    made = Triggers(sync, clock, QObject(qapp))
    yield made
    made.stop()  # or a wait goes off in the midst of a later test, whose store is another


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


@pytest.mark.parametrize("counts_sleep", [True, False])
def test_m18_a_computer_that_slept_tries_once_soon(
    sync: SyncPresenter, triggers: Triggers, clock: HandClock, server: FakeServer, counts_sleep: bool
) -> None:
    sync.wait.set(6 * 3600.0)
    triggers.look_at_clock()
    clock.advance(60)
    triggers.look_at_clock()
    assert sync.wait.value == 6 * 3600.0
    clock.advance(8 * 3600) if counts_sleep else clock.set_wall(clock.wall + 8 * 3600)
    triggers.look_at_clock()
    assert 3 <= sync.wait.value <= 20
    assert server.requests == []


def test_the_network_is_watched_a_moment_after_the_start_and_the_window_that_comes_back_looks_at_the_clock(
    sync: SyncPresenter, triggers: Triggers, clock: HandClock
) -> None:
    triggers._watch()
    sync.wait.set(6 * 3600.0)
    clock.advance(600)
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)  # type: ignore[union-attr]
    assert sync.wait.value <= 20
    triggers.stop()


def test_a_counted_connection_is_a_hint_of_the_system(triggers: Triggers) -> None:
    assert triggers.is_metered() is False
