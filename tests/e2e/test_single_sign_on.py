"""Single sign-on as people live it: the real client, server, browser, and a real identity provider, each a process."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.actions.sign_in_by_browser import BrowserTookTooLong, sign_in_by_browser
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.clock import SystemClock
from cor_desktop.sync.transport import Transport
from cor_protocol.ids import new_device_id
from tests.e2e.browser import Browsers, a_page, a_server, chromium, needs_chromium
from tests.factories.server_process import PASSWORD as OLD_PASSWORD
from tests.factories.server_process import cor_server
from tests.fakes.a_desk import a_desk
from tests.fakes.identity_provider.running import CLIENT, EMAIL, PASSWORD, SECRET, identity_provider
from tools.local_server import LocalServer, free_port

pytestmark = needs_chromium

PASSPHRASE = "nine slow rivers bend north"
NAME = "Lakeside School District"


@dataclass
class Place:
    """A server with an organization whose identity provider runs, and a browser."""

    server: LocalServer
    data: Path
    page: Page

    def codes(self) -> int:
        """How many handovers wait at the server."""
        return int(self.ask("SELECT count(*) FROM accounts_handover"))

    def ask(self, sql: str) -> Any:
        """One value of the server's database."""
        connection = sqlite3.connect(f"file:{self.data / 'cor.sqlite3'}?mode=ro", uri=True)
        try:
            return connection.execute(sql).fetchone()[0]
        finally:
            connection.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with a_server(tmp_path / "server") as server, chromium(tmp_path / "browser") as browsers:
        data, issuer_port = tmp_path / "server" / "data", free_port()
        back = f"{server.url}/accounts/oidc/lakeside/login/callback/"
        with identity_provider(tmp_path / "idp", issuer_port, back) as issuer:
            _set_up(data, tmp_path, issuer)
            yield Place(server, data, a_page(_open(browsers)))


def _open(browsers: Browsers) -> Any:
    context = browsers.open()
    context.set_default_timeout(20_000)
    return context


def _set_up(data: Path, folder: Path, issuer: str) -> None:
    (folder / "client-secret").write_text(f"{SECRET}\n")
    words = ("--slug", "lakeside", "--data", str(data))
    assert cor_server("organization", "create", "--name", NAME, *words).stderr == ""
    client = ("--issuer", issuer, "--client-id", CLIENT, "--client-secret-file", str(folder / "client-secret"))
    assert cor_server("organization", "sign-on", *client, *words).stderr == ""


@pytest.fixture
def desk(tmp_path: Path, place: Place) -> Iterator[Desk]:
    transport = Transport(lambda: place.server.url)
    desk = a_desk(tmp_path / "desk", SystemClock(), transport)
    desk.settings.set("server_address", place.server.url)
    desk.settings.set("shared_machine", True)
    yield desk
    desk.store.close()
    transport.close()


def _in_browser(desk: Desk, person: Callable[[str], None]) -> SignedIn:
    """Run the action in the background, as the window does, while a person is in the browser."""
    sent: queue.Queue[str] = queue.Queue()
    stopped = threading.Event()
    [(provider, name)] = desk.server.server_info().single_sign_on
    assert name == NAME
    with ThreadPoolExecutor(1) as background:
        result = background.submit(sign_in_by_browser, desk, provider, sent.put, PASSPHRASE, stopped=stopped)
        try:
            person(sent.get(timeout=20))
            return result.result(20)
        finally:
            stopped.set()


def _at_the_provider(page: Page) -> None:
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In").click()
    page.get_by_role("button", name="Authorize").click()


def _welcome(page: Page) -> None:
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Rosa")
    expect(page.get_by_label("Email")).to_be_disabled()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Go on").click()


def _say_yes(page: Page) -> None:
    expect(page.get_by_role("heading", name="as Rosa?")).to_be_visible()
    page.get_by_role("button", name="Yes, sign in").click()
    expect(page.get_by_role("heading", name="You can go back to COR Desktop")).to_be_visible()


def test_asvs_10_4_6_from_the_desktop_through_the_browser_and_back_then_without_the_server(
    place: Place, desk: Desk
) -> None:
    page = place.page

    def rosa(address: str) -> None:
        page.goto(address)
        _at_the_provider(page)
        _welcome(page)
        _say_yes(page)

    signed_in = _in_browser(desk, rosa)
    assert (signed_in.account.first_name, signed_in.account.email) == ("Rosa", EMAIL)
    keep_open_page(desk, "home")
    assert synchronize(desk).kind == "sent"
    assert place.ask("SELECT count(*) FROM progress_fact") > 0
    assert place.ask("SELECT count(*) FROM organizations_membership") == 1
    assert place.ask("SELECT password FROM accounts_user").startswith("!"), "there is no password"
    lock(desk)
    place.server.stop()
    again = sign_in(desk, EMAIL, PASSPHRASE)
    assert isinstance(again, SignedIn)
    assert (again.account.first_name, again.offline) == ("Rosa", True)


def test_an_account_of_before_is_joined_by_its_password_once_and_by_nothing_else(place: Place, desk: Desk) -> None:
    words = ("user", "create", "--email", EMAIL, "--data", str(place.data))
    assert cor_server(*words, COR_PASSWORD=OLD_PASSWORD).returncode == 0
    page = place.page

    def rosa(address: str) -> None:
        page.goto(address)
        _at_the_provider(page)
        expect(page.get_by_role("heading", name="You have an account here already")).to_be_visible()
        assert place.ask("SELECT count(*) FROM socialaccount_socialaccount") == 0
        page.get_by_role("link", name="Sign in with the password").click()
        page.get_by_label("Email").fill(EMAIL)
        page.get_by_label("Password").fill(OLD_PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("button", name="Yes, join them").click()
        page.get_by_role("button", name="Yes, sign in").click()
        expect(page.get_by_role("heading", name="You can go back to COR Desktop")).to_be_visible()

    assert _in_browser(desk, rosa).account.email == EMAIL
    assert place.ask("SELECT count(*) FROM accounts_user") == 1


def test_a_code_that_was_seen_on_the_way_is_of_no_use_to_anybody(place: Place, desk: Desk) -> None:
    """Somebody reads the code from the browser's address, and is faster than COR Desktop."""
    page = place.page
    stolen: list[int] = []

    def rosa_is_watched(address: str) -> None:
        page.route("http://127.0.0.1:*/?code=*", lambda route: _steal(place, route, stolen))
        page.goto(address)
        _at_the_provider(page)
        _welcome(page)
        page.get_by_role("button", name="Yes, sign in").click()
        expect(page.get_by_role("heading", name="You can go back to COR Desktop")).to_be_visible()

    with pytest.raises(BrowserTookTooLong):
        _in_browser(desk, rosa_is_watched)
    assert stolen == [401]
    assert place.ask("SELECT count(*) FROM accounts_devicetoken") == 0
    assert place.codes() == 0


def _steal(place: Place, route: Any, stolen: list[int]) -> None:
    code = route.request.url.partition("code=")[2].partition("&")[0]
    body = {"code": code, "verifier": "a guess of 43 characters, or more than those", "device": new_device_id()}
    answer = requests.post(f"{place.server.url}/api/v1/accounts/devices/by-code", json=body, timeout=20)
    stolen.append(answer.status_code)
    route.continue_()
