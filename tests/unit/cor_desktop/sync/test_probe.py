"""Trying the way to the server, with real servers on `::1`: what is told, in which order, and how soon."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path

import pytest

from cor_desktop.sync.network import Network, ProxyLogin, Step
from cor_desktop.sync.probe import steps
from tests.fakes.answering import an_answer
from tests.fakes.authority import Authority
from tests.fakes.clock import TUESDAY, HandClock
from tests.fakes.lines import black_hole, proxy, serving

KEY = bytes(range(32))
HTML = b"<html>Welcome</html>"


@pytest.fixture(autouse=True)
def no_proxies_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def school(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def our_server(ahead: int = 0) -> bytes:
    told = {"name": "Learning in Anytown", "key": base64.b64encode(KEY).decode(), "time": TUESDAY + ahead}
    return an_answer("200 OK", json.dumps(told).encode())


def told(url: str, school: Authority | None = None, **known: object) -> list[str]:
    authority = str(school.path) if school else ""
    network = Network(clock=HandClock(), authority=lambda: authority, **known)  # type: ignore[arg-type]
    *good, last = steps(url, network)
    assert all(step.good for step in good)
    return [*(step.sentence for step in good), last.sentence if last.good else f"FAULT {last.sentence}"]


def test_m18_every_step_to_our_server_is_told(school: Authority) -> None:
    with serving(our_server(), school.context()) as server:
        assert told(f"https://[::1]:{server.port}", school, keys=lambda: (KEY,)) == [
            "The way to ::1 is direct, without a proxy.",
            f"::1 takes connections at port {server.port}.",
            "The connection is encrypted. Lakeside School vouches for the server.",
            "“Learning in Anytown” answers, a server of COR Desktop.",
            "The server’s clock and this computer’s agree.",
        ]
        assert [said.split(b"\r\n")[0] for said in server.asked] == [b"GET /api/v1/server HTTP/1.1"]
        assert not any(b"Authorization" in said for said in server.asked)


def test_m18_the_way_through_a_proxy_is_told(school: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(our_server(), school.context(names=("cor.example.org",))) as server, proxy("ana", "w") as between:
        named = f"http://[::1]:{between.port}"
        url = f"https://cor.example.org:{server.port}"
        asked = told(url, school, proxy=lambda: named)
        assert asked[0] == f"The way to cor.example.org goes through the proxy {named}, as Settings say."
        assert asked[-1].startswith("FAULT This network asks for a name and a password.")
        monkeypatch.setenv("https_proxy", f"http://ana:w@[::1]:{between.port}")
        asked = told(url, school)
        assert asked[0] == f"The way to cor.example.org goes through the proxy {named}, as this computer says."
        assert asked[-1] == "The server’s clock and this computer’s agree."
        assert told(url, school, proxy=lambda: named, login=lambda: ProxyLogin(named, "ana", "w"))[-1] == asked[-1]


def test_a_proxy_that_asks_is_known_as_such() -> None:
    with proxy("ana", "w") as between:
        network = Network(proxy=lambda: f"http://[::1]:{between.port}")
        assert [step.asks for step in steps("https://cor.example.org", network)] == [False, False, True]


def test_a_portal_is_told(school: Authority) -> None:
    away = an_answer("302 Found", b"", Location="http://portal.example/")
    for answer in (away, an_answer("200 OK", HTML, "text/html")):
        with serving(answer, school.context()) as server:
            last = told(f"https://[::1]:{server.port}", school)[-1]
            assert last.startswith("FAULT This network wants a sign-in of its own first. ")


def test_a_server_that_nobody_vouches_for_is_told(school: Authority) -> None:
    with serving(our_server(), school.context()) as server:
        assert "is not safe" in told(f"https://[::1]:{server.port}")[-1]


def test_another_server_than_that_of_the_sign_in_is_told(school: Authority) -> None:
    with serving(our_server(), school.context()) as server:
        last = told(f"https://[::1]:{server.port}", school, keys=lambda: (bytes(32),))[-1]
        assert last.startswith("FAULT “Learning in Anytown” answers, but it is not the server you signed in to.")


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [
        (3 * 3600 + 5, "This computer’s clock is 3 hours behind the server’s. Your work is sent all the same."),
        (-90, "This computer’s clock is 1 minute ahead of the server’s. Your work is sent all the same."),
        (4 * 365 * 86_400, "This computer’s clock is 1460 days behind the server’s. Your work is sent all the same."),
    ],
)
def test_clocks_are_compared(ahead: int, sentence: str) -> None:
    with serving(our_server(ahead)) as server:
        assert told(f"http://[::1]:{server.port}")[-1] == sentence


def test_a_black_hole_is_told_within_seconds() -> None:
    with black_hole() as port:
        begun = time.monotonic()  # noqa: TID251 - the figure is the test
        last = told(f"https://[::1]:{port}")[-1]
        taken = time.monotonic() - begun  # noqa: TID251
    assert last.startswith(f"FAULT Nobody at ::1 takes connections at port {port}.")
    assert taken < 5


def test_a_name_that_nobody_has_is_told() -> None:
    assert "nobody.invalid was not found" in told("https://nobody.invalid")[-1]


@pytest.mark.parametrize("address", ["", "http://cor.example.org", "https://cor.example.org@evil.example"])
def test_an_address_that_is_not_safe_is_not_tried(address: str) -> None:
    assert told(address) == ["FAULT No server is set, or its address is not a safe one. It must begin with https://."]


def test_what_is_nonsense_is_told_as_such(school: Authority) -> None:
    for answer in (
        an_answer("200 OK", b"{}"),
        an_answer("502 Bad Gateway", HTML, "text/html"),
        b"",
        b"nonsense\r\n\r\n",
    ):
        with serving(answer, school.context()) as server:
            assert told(f"https://[::1]:{server.port}", school)[-1].startswith("FAULT ")


def test_a_step_is_only_tried_when_it_is_asked_for() -> None:
    with serving(our_server()) as server:
        tried = steps(f"http://[::1]:{server.port}", Network())
        assert next(tried) == Step(True, "The way to ::1 is direct, without a proxy.")
        next(tried)
        assert server.asked == []
