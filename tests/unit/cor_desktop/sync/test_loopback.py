from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests

from cor_desktop.sync.loopback import Loopback

STATE, CODE = "s" * 43, "planted-code-" + "c" * 30


@dataclass
class Waiting:
    """A loopback that waits in a thread, and strangers' ways to it."""

    loopback: Loopback
    over: list[bool] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", **headers: str) -> requests.Response:
        return requests.request(method, f"http://127.0.0.1:{self.loopback.port}{path}", headers=headers, timeout=10)

    def brought(self) -> requests.Response:
        return self.ask(f"/?code={CODE}&state={STATE}")


@pytest.fixture
def waiting() -> Iterator[tuple[Waiting, Callable[[], Any]]]:
    """The loopback, and what gives what it came to."""
    with ThreadPoolExecutor(1) as thread, Loopback(STATE) as loopback:
        waiting = Waiting(loopback)
        found = thread.submit(loopback.wait, lambda: bool(waiting.over))
        yield waiting, lambda: found.result(10)
        waiting.over.append(True)


def test_the_code_is_given_and_a_friendly_page_shown(waiting: Any) -> None:
    browser, found = waiting
    page = browser.brought()
    assert (page.status_code, "You can go back to COR Desktop" in page.text) == (200, True)
    assert found() == CODE
    assert CODE not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert (page.headers["Cache-Control"], page.headers["Server"].strip()) == ("no-store", "COR")


@pytest.mark.parametrize(
    "path",
    [
        f"/?code={CODE}&state=another",
        f"/?code={CODE}&state=",
        f"/?code={CODE}",
        f"/?code={CODE}&state={STATE}&state={STATE}",
        f"/?state={STATE}",
        f"/?code=&state={STATE}",
        f"/?code=%0d%0a{CODE}&state={STATE}",
        f"/?code={CODE}&state=%ff%ed%a0%80",
        f"/else?code={CODE}&state={STATE}",
        "/favicon.ico",
        "/",
        "//evil.example/",
    ],
)
def test_strangers_and_favicons_are_sent_away_and_the_wait_goes_on(waiting: Any, path: str) -> None:
    browser, found = waiting
    assert browser.ask(path).status_code == 404
    assert browser.brought().status_code == 200
    assert found() == CODE


def test_another_name_for_this_computer_is_not_answered(waiting: Any) -> None:
    """A page elsewhere may have its name lead here (DNS rebinding)."""
    browser, found = waiting
    assert browser.ask(f"/?code={CODE}&state={STATE}", Host="evil.example").status_code == 404
    browser.brought()
    assert found() == CODE


def test_a_form_of_another_page_is_not_taken(waiting: Any) -> None:
    browser, found = waiting
    assert browser.ask(f"/?code={CODE}&state={STATE}", "POST").status_code == 501
    browser.brought()
    assert found() == CODE


def test_a_line_on_which_nobody_speaks_holds_up_nothing(waiting: Any) -> None:
    browser, found = waiting
    with socket.create_connection(("127.0.0.1", browser.loopback.port)):
        assert browser.brought().status_code == 200
    assert found() == CODE


def test_whoever_hangs_up_in_the_middle_disturbs_nothing(waiting: Any, capfd: pytest.CaptureFixture[str]) -> None:
    browser, found = waiting
    with socket.create_connection(("127.0.0.1", browser.loopback.port)) as line:
        line.sendall(b"GET /?code=" + CODE.encode())
    with socket.create_connection(("127.0.0.1", browser.loopback.port)) as line:
        line.sendall(b"\x16\x03\x01 not HTTP\r\n\r\n")
    browser.brought()
    assert found() == CODE
    assert capfd.readouterr() == ("", "")


def test_waiting_ends_when_it_is_over(waiting: Any) -> None:
    browser, found = waiting
    browser.over.append(True)
    assert found() is None


def test_only_this_computer_reaches_it_and_nobody_once_it_is_closed() -> None:
    with Loopback(STATE) as loopback:
        assert loopback._listener.server_address[0] == "127.0.0.1"
        assert loopback.port >= 1024
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", loopback.port), 1).close()


def test_the_code_is_in_no_log_and_no_repr(waiting: Any, capfd: pytest.CaptureFixture[str]) -> None:
    browser, found = waiting
    browser.brought()
    found()
    assert CODE not in repr(browser.loopback) + "".join(capfd.readouterr())


def test_the_page_speaks_the_language_of_the_program(waiting: Any, spanish: None) -> None:
    browser, _found = waiting
    page = browser.brought().text
    assert '<html lang="es" dir="ltr">' in page
    assert "Puede volver a COR Desktop" in page
