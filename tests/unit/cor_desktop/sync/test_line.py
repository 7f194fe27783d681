"""The line on real networks: a private authority, proxies, portals, a black hole, and only `::1`."""

from __future__ import annotations

import base64
import contextlib
import datetime
import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cor_desktop.clock import Reading
from cor_desktop.errors import (
    AnotherAnswers,
    ClockIsWrong,
    NotOurServer,
    Offline,
    PortalFirst,
    ProxyRefuses,
    ProxyWantsPassword,
    Trouble,
)
from cor_desktop.sync import line
from cor_desktop.sync.line import is_safe
from cor_desktop.sync.network import Network, ProxyLogin
from cor_desktop.sync.transport import Transport
from cor_desktop.sync.trusting import NoCertificateFile
from cor_protocol.seal import new_signing_key, public_key
from cor_protocol.server_time import tell_time
from tests.fakes.answering import an_answer, answering
from tests.fakes.authority import Authority
from tests.fakes.lines import Listening, black_hole, proxy, serving

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
HTML = b"<html><h1>Welcome to the hotel's network</h1></html>"
TOKEN = "token-of-ana"
PASSWORD = "word: of/the@proxy"


@pytest.fixture(autouse=True)
def no_proxies_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def school(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@contextmanager
def asking(url: str, **known: object) -> Iterator[Transport]:
    asked = Transport(lambda: url, Network(**known))  # type: ignore[arg-type]
    with contextlib.closing(asked):
        yield asked


def trouble_of(url: str, **known: object) -> Trouble:
    with asking(url, **known) as asked, pytest.raises(Trouble) as told:
        asked.exchange(TOKEN, b"{}")
    return told.value


def saying(text: str) -> Callable[[], str]:
    return lambda: text


def test_an_authority_of_the_school_is_trusted_where_settings_name_it(school: Authority) -> None:
    with serving(OK, school.context()) as server:
        url = f"https://[::1]:{server.port}"
        told = trouble_of(url)
        assert (type(told), "not safe" in told.title, server.asked) == (NotOurServer, True, [])
        with asking(url, authority=saying(str(school.path))) as asked:
            assert asked.exchange(TOKEN, b"{}") == b"{}"
    assert f"Bearer {TOKEN}".encode() in server.asked[0]


def test_an_authority_named_later_counts_at_once(school: Authority) -> None:
    named = [""]
    with (
        serving(OK, school.context()) as server,
        asking(f"https://[::1]:{server.port}", authority=lambda: named[0]) as asked,
    ):
        with pytest.raises(NotOurServer):
            asked.exchange(TOKEN, b"{}")
        named[0] = str(school.path)
        assert asked.exchange(TOKEN, b"{}") == b"{}"


def test_a_file_that_holds_no_certificate_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.pem").write_text("Dear school,")
    for name in ("letter.pem", "nothing-here.pem"):
        told = trouble_of("https://[::1]:9", authority=saying(str(tmp_path / name)))
        assert type(told) is NoCertificateFile


def test_only_what_the_computer_trusts_counts_and_no_list_that_came_with_a_library(
    school: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(school.path))  # stands for certifi's list
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(school.path))
    with serving(OK, school.context()) as server:
        assert isinstance(trouble_of(f"https://[::1]:{server.port}"), NotOurServer)


def test_what_the_computer_trusts_is_trusted(school: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(school.path))  # what OpenSSL takes for the computer's own list
    with serving(OK, school.context()) as server, asking(f"https://[::1]:{server.port}") as asked:
        assert asked.exchange(TOKEN, b"{}") == b"{}"


# Proxies


@pytest.mark.parametrize("by_hand", [True, False], ids=["by hand", "of the system"])
def test_a_proxy_is_gone_through(school: Authority, monkeypatch: pytest.MonkeyPatch, by_hand: bool) -> None:
    context = school.context(names=("cor.example.org",))
    with serving(OK, context) as server, proxy() as between:
        if not by_hand:
            monkeypatch.setenv("https_proxy", f"http://[::1]:{between.port}")
        named = f"http://[::1]:{between.port}" if by_hand else ""
        url = f"https://cor.example.org:{server.port}"
        with asking(url, authority=saying(str(school.path)), proxy=saying(named)) as asked:
            assert asked.exchange(TOKEN, b"{}") == b"{}"
        assert between.asked[0].startswith(b"CONNECT cor.example.org:")
        assert TOKEN.encode() not in b"".join(between.asked)


def test_a_proxy_that_asks_is_answered_with_what_was_typed_for_it(school: Authority) -> None:
    with serving(OK, school.context(names=("cor.example.org",))) as server, proxy("ana", PASSWORD) as between:
        known = {"authority": saying(str(school.path)), "proxy": saying(f"http://[::1]:{between.port}")}
        url = f"https://cor.example.org:{server.port}"
        assert type(trouble_of(url, **known)) is ProxyWantsPassword
        for login in (
            ProxyLogin(f"http://[::1]:{between.port}", "ana", "wrong"),
            ProxyLogin("http://other.example:3128", "ana", PASSWORD),
        ):
            told = trouble_of(url, **known, login=lambda login=login: login)
            assert type(told) is ProxyWantsPassword
            assert PASSWORD not in repr(told) + repr(told.__cause__) + repr(login)
        assert server.asked == []
        right = ProxyLogin(f"http://[::1]:{between.port}", "ana", PASSWORD)
        with asking(url, **known, login=lambda: right) as asked:
            assert asked.exchange(TOKEN, b"{}") == b"{}"
    assert b"Proxy-Authorization" not in server.asked[0]
    assert base64.b64encode(f"ana:{PASSWORD}".encode()) not in between.asked[2]  # the one of another proxy


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (b"HTTP/1.1 403 Blocked\r\n\r\n", ProxyRefuses),
        (b"HTTP/1.1 511 Sign in\r\n\r\n", PortalFirst),
        (b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n", PortalFirst),
        (b"nonsense\r\n\r\n", Offline),
    ],
)
def test_a_proxy_that_lets_nothing_through_is_told(refusal: bytes, kind: type[Trouble]) -> None:
    with proxy(refusal=refusal) as between:
        assert type(trouble_of("https://cor.example.org", proxy=saying(f"http://[::1]:{between.port}"))) is kind


def test_a_proxy_that_is_not_there_is_told() -> None:
    with proxy() as between:
        port = between.port
    assert type(trouble_of("https://cor.example.org", proxy=saying(f"http://[::1]:{port}"))) is ProxyRefuses


def test_this_computer_is_spoken_to_without_any_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(OK) as server, proxy() as between:
        monkeypatch.setenv("http_proxy", f"http://[::1]:{between.port}")
        with asking(f"http://[::1]:{server.port}", proxy=saying(f"http://[::1]:{between.port}")) as asked:
            assert asked.exchange(TOKEN, b"{}") == b"{}"
    assert between.asked == []


# Portals


@contextmanager
def a_portal(school: Authority, answer: bytes) -> Iterator[tuple[str, Listening]]:
    with serving(answer, school.context()) as server:
        yield f"https://[::1]:{server.port}", server


def test_a_redirect_to_another_host_is_a_portal_and_no_token_follows_it(school: Authority) -> None:
    with serving(OK) as elsewhere:
        for where in (f"http://localhost:{elsewhere.port}/", "https://portal.example/login"):
            with a_portal(school, an_answer("302 Found", b"", Location=where)) as (url, _server):
                told = trouble_of(url, authority=saying(str(school.path)))
            assert (type(told), told.advice) == (PortalFirst, "Open a browser, then come back.")
        assert elsewhere.asked == []


def test_a_page_in_place_of_the_answer_is_a_portal(school: Authority) -> None:
    with a_portal(school, an_answer("200 OK", HTML, "text/html")) as (url, _server):
        told = trouble_of(url, authority=saying(str(school.path)))
    assert str(told).startswith("This network wants a sign-in of its own first. Your work is saved")


def test_who_shows_another_hosts_certificate_is_told_nothing(school: Authority) -> None:
    with serving(OK, school.context(names=("portal.example",))) as server:
        told = trouble_of(f"https://[::1]:{server.port}", authority=saying(str(school.path)))
        assert (type(told), "sign-in of its own first" in told.advice) == (AnotherAnswers, True)
        assert server.asked == []


def test_a_portal_without_tls_at_the_servers_port_is_told_nothing() -> None:
    with answering(an_answer("302 Found", b"", Location="http://portal.example/")) as portal:
        told = trouble_of(portal.url.replace("http:", "https:"))
        assert type(told) is NotOurServer
        assert not any(TOKEN.encode() in said for said in portal.asked)


# Nobody answers


def test_a_black_hole_is_offline_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "TIMEOUT", (0.3, 0.3))
    with black_hole() as port:
        assert type(trouble_of(f"https://[::1]:{port}")) is Offline


# Clocks


class Stopped:
    """A clock that shows one moment."""

    def __init__(self, wall: datetime.datetime) -> None:
        self.wall = int(wall.timestamp())

    def read(self) -> Reading:
        return Reading(self.wall, 100.0, 0)


def at(year: int, month: int = 1) -> datetime.datetime:
    return datetime.datetime(year, month, 1, tzinfo=datetime.UTC)


KEY = new_signing_key()


class TimeServer:
    """Answers like our server; tells the time that it is told to hold, signed with `key`."""

    def __init__(self, now: datetime.datetime, key: bytes = KEY) -> None:
        self._now, self._key = int(now.timestamp()), key

    def __call__(self, request: bytes) -> bytes:
        line, _, _rest = request.partition(b"\r\n")
        if b"/api/v1/time?nonce=" not in line:
            return OK
        nonce = line.split(b"nonce=")[1][:32].decode()
        return an_answer("200 OK", json.dumps(tell_time(self._key, self._now, nonce)).encode()).replace(
            b"Connection: close\r\n", b""
        )


def wrong(school: Authority, wall: datetime.datetime, **more: object) -> dict[str, object]:
    known = {"authority": saying(str(school.path)), "clock": Stopped(wall), "keys": lambda: (public_key(KEY),)}
    return known | {"floor": lambda: int(at(2026, 11).timestamp())} | more


def years(first: int, last: int) -> tuple[datetime.datetime, datetime.datetime]:
    return at(first), at(last)


@pytest.mark.parametrize(
    ("valid", "wall"),
    [
        (
            (2090, 2095),
            2015,
        ),  # not yet valid for the real clock of the machine that tests run on, as with a dead battery
        ((2016, 2020), 2099),  # over for it, as with a clock that is set too far
    ],
)
def test_m18_a_wrong_clock_is_set_right_by_the_servers_signed_time_alone(
    school: Authority, valid: tuple[int, int], wall: int
) -> None:
    answer = TimeServer(at(valid[0] + 1))
    known = wrong(school, at(wall))
    context = school.context(*years(*valid))
    with serving(answer, context) as server, asking(f"https://[::1]:{server.port}", **known) as asked:
        assert asked.exchange(TOKEN, b"{}") == b"{}"
        assert asked.exchange(TOKEN, b"{}") == b"{}"
    time, *syncs = server.asked
    assert time.startswith(b"GET /api/v1/time?nonce=")
    assert TOKEN.encode() not in time
    assert [said.split()[1] for said in syncs] == [b"/api/v1/sync"] * 2


def names_nobody(school: Authority) -> ssl.SSLContext:
    return school.context(*years(2090, 2095), names=("portal.example",))


@pytest.mark.parametrize(
    "case",
    ["a clock that may be right", "a server never met", "a foreign key", "over by the server's time", "another host"],
)
def test_m18_no_token_is_sent_where_the_right_time_is_not_vouched_for(school: Authority, case: str) -> None:
    context = names_nobody(school) if case == "another host" else school.context(*years(2090, 2095))
    key = new_signing_key() if case == "a foreign key" else KEY
    known = wrong(school, at(2027) if case == "a clock that may be right" else at(2015))
    if case == "a server never met":
        known["keys"] = lambda: ()
    with serving(TimeServer(at(2099 if "over" in case else 2091), key), context) as server:
        told = trouble_of(f"https://[::1]:{server.port}", **known)
    assert type(told) is (AnotherAnswers if case == "another host" else ClockIsWrong)
    assert not any(TOKEN.encode() in said for said in server.asked)
    wants_time = case in ("a foreign key", "over by the server's time")
    assert len(server.asked) == wants_time


def test_m18_a_chain_is_checked_to_its_end_by_the_servers_time(tmp_path: Path) -> None:
    late = Authority(tmp_path, since=at(2092))
    with serving(TimeServer(at(2091)), late.context(*years(2090, 2095))) as server:
        assert type(trouble_of(f"https://[::1]:{server.port}", **wrong(late, at(2015)))) is ClockIsWrong
    assert len(server.asked) == 1


# Addresses


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://cor.example.org", True),
        ("http://127.0.0.1:8765", True),
        ("http://localhost:8765", True),
        ("http://[::1]:8765", True),
        ("http://cor.example.org", False),
        ("http://192.168.1.5:8765", False),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        (r"http://evil.example\@localhost:80", False),
        ("https://cor.example.org@evil.example", False),
        ("https://evil.example?@cor.example.org", False),
    ],
)
def test_only_this_computer_is_spoken_to_without_tls(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


def test_nothing_is_sent_to_an_address_without_tls() -> None:
    told = trouble_of("http://192.0.2.7:9")
    assert (type(told), "must begin with https" in told.advice) == (NotOurServer, True)
