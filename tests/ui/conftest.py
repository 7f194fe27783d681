"""A dressed application, and a window at a learner's desk with a small course and a server in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.sync.server import AccountReply
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme
from tests.factories.modules import a_module
from tests.factories.packs import a_catalog
from tests.fakes.a_desk import a_desk, join
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock
from tests.fakes.messages import Answers
from tests.fakes.server import FakeAccount, FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "paper boats cross quietly")


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture(autouse=True)
def theme(one_theme: Theme) -> Theme:
    """Light, at 100 %, for every test, and no widget of the test before."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    one_theme.apply("light", 100, False)
    return one_theme


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    """Nobody has started; a server's address is set."""
    opened = a_desk(tmp_path / "desk", clock, server, a_catalog(tmp_path / "pack", a_module("one", "two")))
    opened.settings.set("server_address", "https://cor.example.org")
    yield opened
    opened.store.close()


@pytest.fixture
def guest(desk: Desk) -> Desk:
    """Somebody learns without an account."""
    start_learning(desk)
    return desk


@pytest.fixture
def ana_elsewhere(server: FakeServer) -> FakeAccount:
    """Ana has an account, made on another computer."""
    account = FakeAccount(AccountReply("Ana", "Bell", FORM.email), FORM.password, "a" * 26, verified=True)
    server.accounts[FORM.email] = account
    return account


@pytest.fixture
def ana(desk: Desk, server: FakeServer) -> Desk:
    """Ana is signed in."""
    join(desk, server, FORM)
    return desk


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(place=tmp_path / "saved.pdf")


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme, desk: Desk, answers: Answers, tmp_path: Path) -> Callable[[], MainWindow]:
    """Opens the window at the desk as it is at that moment."""

    def opened() -> MainWindow:
        window = MainWindow(theme)
        qtbot.addWidget(window)
        window.resize(1024, 600)
        window.show()
        window.ready(desk, AtOnce(), tmp_path / "desk" / "data", answers)
        return window

    return opened


@pytest.fixture
def open_house(open_window: Callable[[], MainWindow]) -> Callable[[], House]:
    """Opens the window, and gives its house."""
    return lambda: house_of(open_window())


@pytest.fixture
def house(open_window: Callable[[], MainWindow]) -> House:
    """The window's house, before anybody has started."""
    return house_of(open_window())


@pytest.fixture
def guest_house(guest: Desk, open_window: Callable[[], MainWindow]) -> House:
    """The window's house, for a guest."""
    return house_of(open_window())


@pytest.fixture
def ana_house(ana: Desk, open_window: Callable[[], MainWindow]) -> House:
    """The window's house, for Ana."""
    return house_of(open_window())


def house_of(window: MainWindow) -> House:
    assert window.house is not None
    return window.house
