from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.by_browser import ByBrowserPresenter
from cor_desktop.presenters.navigation import Navigation
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeAccount, FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM

CODE = "c" * 43


class Browser:
    """Signs in at once where it is sent, and brings the code back."""

    def __init__(self) -> None:
        self.sent_to: list[str] = []
        self._thread = ThreadPoolExecutor(1)

    def open(self, address: str) -> None:
        self.sent_to.append(address)
        asked = dict(parse_qsl(urlsplit(address).query))
        self._thread.submit(self._come_back, f"http://127.0.0.1:{asked['port']}/", asked["state"])

    def close(self) -> None:
        self._thread.shutdown()

    def _come_back(self, address: str, state: str) -> None:
        requests.get(address, {"code": CODE, "state": state}, timeout=10)


@pytest.fixture
def browser(ana_elsewhere: FakeAccount) -> Iterator[Browser]:
    ana_elsewhere.code = CODE
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture
def form(desk: Desk, account: AccountPresenter, browser: Browser) -> ByBrowserPresenter:
    account.entry.providers = (("lincoln", "Lincoln District"),)
    return ByBrowserPresenter(desk, AtOnce(), account, "lincoln", browser.open)


def test_the_browser_signs_in(form: ByBrowserPresenter, account: AccountPresenter, navigation: Navigation) -> None:
    assert form.name == "Lincoln District"
    navigation.go("browser", "lincoln")
    form.begin("")
    learner = account.learner.value
    assert learner is not None and learner.email == FORM.email
    assert navigation.place.value.page == "home"


def test_an_organization_that_is_no_longer_known_by_name_is_yours(
    desk: Desk, account: AccountPresenter, browser: Browser
) -> None:
    assert ByBrowserPresenter(desk, AtOnce(), account, "lincoln", browser.open).name == "your organization"


def test_a_shared_computer_needs_a_passphrase(form: ByBrowserPresenter, desk: Desk, browser: Browser) -> None:
    desk.settings.set("shared_machine", True)
    form.begin("")
    assert set(form.faults.value) == {"passphrase"}
    form.begin("too short")
    assert "passphrase is too short" in form.faults.value["passphrase"]
    assert browser.sent_to == []


def test_stopping_needs_no_words(desk: Desk, account: AccountPresenter, navigation: Navigation) -> None:
    navigation.go("sign_in")
    navigation.go("browser", "lincoln")
    stop: list[Callable[[], None]] = []
    waiting = ByBrowserPresenter(desk, AtOnce(), account, "lincoln", lambda _address: stop[0]())
    stop.append(waiting.stop)
    waiting.begin("")
    assert (waiting.busy.value, waiting.trouble.value) == (False, None)
    waiting.back()
    assert navigation.place.value.page == "sign_in"


def test_without_the_server_that_is_told(form: ByBrowserPresenter, server: FakeServer, browser: Browser) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    form.begin("")
    assert isinstance(form.trouble.value, Offline)
