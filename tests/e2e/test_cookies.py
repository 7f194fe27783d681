"""A browser that refuses cookies is told so before anybody types a password, and is offered a way on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import REFUSES_COOKIES, Browsers, a_page, a_server, chromium, needs_chromium
from tools.local_server import LocalServer
from tools.mailbox import Mailbox

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LocalServer]:
    with a_server(folder) as server:
        yield server


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Browsers]:
    with chromium(tmp_path) as browsers:
        yield browsers


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/admin/"])
def test_m6_pages_that_need_a_cookie_say_so_instead_of_showing_a_form(
    server: LocalServer, browsers: Browsers, path: str
) -> None:
    refusing = browsers.open(preferences=REFUSES_COOKIES)
    page = a_page(refusing)
    page.goto(server.url + path)
    expect(page.get_by_role("heading", name="Your browser refuses cookies")).to_be_visible()
    assert not page.locator("input:visible, button:visible").count()
    expect(page.get_by_text("Or use COR Desktop")).to_be_visible()
    page.get_by_role("link", name="check a certificate").click()
    page.get_by_label("Certificate number").fill("COR-0000-0000-0000")
    page.get_by_label("Holder's last name").fill("Lovelace")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="No certificate with this number and last name")).to_be_visible()
    assert refusing.cookies() == []


def test_m6_without_scripts_it_is_said_when_the_form_is_sent_and_nothing_is_done(
    server: LocalServer, browsers: Browsers, folder: Path
) -> None:
    page = browsers.open(preferences=REFUSES_COOKIES, java_script_enabled=False).new_page()
    page.goto(f"{server.url}/accounts/password/reset/")
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Your browser refused a cookie")).to_be_visible()
    expect(page.get_by_text("nothing was done")).to_be_visible()
    expect(page.get_by_text("Or use COR Desktop")).to_be_visible()
    assert Mailbox(folder / "log").mails() == []


def test_a_browser_that_takes_cookies_shows_the_form(server: LocalServer, browsers: Browsers) -> None:
    context = browsers.open()
    page = a_page(context)
    page.goto(f"{server.url}/accounts/login/")
    expect(page.get_by_label("Email")).to_be_visible()
    expect(page.get_by_text("Your browser refuses cookies")).to_be_hidden()
    kept = [(cookie["name"], cookie["httpOnly"], cookie["sameSite"]) for cookie in context.cookies()]
    assert kept == [("csrftoken", True, "Lax")]
