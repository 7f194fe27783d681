"""Staff, from the invitation to the admin, in a real browser with a real second factor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Browsers, a_page, a_server, chromium, needs_chromium, on_localhost
from tests.factories.server_process import cor_server
from tests.factories.staff import code_of
from tools.local_server import LocalServer

pytestmark = needs_chromium

PASSWORD = "seven quiet herons wading"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LocalServer]:
    with a_server(folder) as server:
        yield server


@pytest.fixture
def url(server: LocalServer) -> str:
    return on_localhost(server.url)


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Browsers]:
    with chromium(tmp_path) as browsers:
        yield browsers


def _invite(server: LocalServer, folder: Path, email: str) -> str:
    """An invitation to administrate; gives the link that the command line prints."""
    words = ("user", "invite", "--email", email, "--role", "administrator", "--port", str(server.port))
    return cor_server(*words, "--data", str(folder / "data"), COR_SMTP_URL="console:").stdout.splitlines()[-1]


def _accept(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("First name").fill("Ines")
    page.get_by_label("Last name").fill("Admin")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password, once more").fill(PASSWORD)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()


def _set_up_app(page: Page) -> tuple[str, list[str]]:
    """Set up an authenticator app; gives its secret and the recovery codes."""
    page.get_by_role("link", name="Use an app").click()
    expect(page.get_by_alt_text("A square for the camera")).to_be_visible()
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 0
    page.get_by_text("The camera cannot read it").click()
    secret = page.locator("details .number").inner_text()
    page.get_by_label("Type the code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return secret, page.locator(".codes li").all_inner_texts()


def _sign_in(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/admin/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def _show(page: Page, url: str, code: str) -> None:
    page.goto(f"{url}/accounts/2fa/authenticate/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()


def _sign_out(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def _is_in_admin(page: Page, url: str) -> bool:
    page.goto(f"{url}/admin/audit/entry/")
    return page.url == f"{url}/admin/audit/entry/"


def _virtual_key(page: Page) -> None:
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "automaticPresenceSimulation": True}})


def test_asvs_6_3_3_from_the_invitation_to_the_admin(
    server: LocalServer, url: str, browsers: Browsers, folder: Path
) -> None:
    page, link = a_page(browsers.open()), _invite(server, folder, "ines@example.org")
    _accept(page, link)
    assert not _is_in_admin(page, url)
    page.goto(f"{url}/accounts/2fa/")
    _, codes = _set_up_app(page)
    assert len(codes) == 10 and _is_in_admin(page, url)
    page.goto(link)
    expect(page.get_by_role("heading", name="This invitation cannot be used")).to_be_visible()

    elsewhere = a_page(browsers.open("another"))
    _sign_in(elsewhere, url, "ines@example.org")
    expect(elsewhere.get_by_role("heading", name="Now your second factor")).to_be_visible()
    assert not _is_in_admin(elsewhere, url)  # the password alone
    _show(elsewhere, url, codes[0])
    elsewhere.wait_for_url(f"{url}/admin/")
    _sign_out(elsewhere, url)
    _sign_in(elsewhere, url, "ines@example.org")
    _show(elsewhere, url, codes[0])
    expect(elsewhere.get_by_role("alert")).to_contain_text("does not fit")  # each works once


def test_a_security_key_is_set_up_and_signs_in(server: LocalServer, url: str, browsers: Browsers, folder: Path) -> None:
    page = a_page(browsers.open())
    _virtual_key(page)
    _accept(page, _invite(server, folder, "kay@example.org"))
    page.get_by_role("link", name="Use a key").click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert _is_in_admin(page, url)
    _sign_out(page, url)
    _sign_in(page, url, "kay@example.org")
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(f"{url}/admin/")


def test_a_key_that_is_not_shown_is_said_and_can_be_tried_again(
    server: LocalServer, browsers: Browsers, folder: Path
) -> None:
    page = a_page(browsers.open())
    _accept(page, _invite(server, folder, "noa@example.org"))
    page.get_by_role("link", name="Use a key").click()
    page.evaluate(
        "() => { navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("The key was not shown")
    expect(page.get_by_role("button", name="Add it")).to_be_enabled()
