"""Which proxy stands between this computer and an address."""

from __future__ import annotations

import pytest

from cor_desktop.sync.network import Network, ProxyLogin
from cor_desktop.sync.proxies import is_this_computer, proxy_address, proxy_for, shown

SERVER = "https://cor.example.org"


@pytest.fixture(autouse=True)
def of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "proxy.school.example:3128")


def named(proxy: str, login: ProxyLogin | None = None) -> Network:
    return Network(proxy=lambda: proxy, login=lambda: login)


def test_what_settings_name_wins_over_what_the_computer_says() -> None:
    assert proxy_for(SERVER, named("")) == "http://proxy.school.example:3128"
    assert proxy_for(SERVER, named("other:8080")) == "http://other:8080"


@pytest.mark.parametrize("host", ["http://localhost:8765", "http://127.0.0.1:8765", "http://[::1]:8765"])
def test_this_computer_is_spoken_to_directly(host: str) -> None:
    assert proxy_for(host, named("other:8080")) == ""


def test_hosts_that_the_computer_reaches_directly_are_reached_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "intra.example, .example.org")
    assert proxy_for(SERVER, named("")) == ""
    assert proxy_for("https://elsewhere.example", named("")) != ""


def test_a_login_is_shown_to_its_own_proxy_alone() -> None:
    login = ProxyLogin("http://proxy.school.example:3128", "ana", "p:w@/")
    assert proxy_for(SERVER, named("", login)) == "http://ana:p%3Aw%40%2F@proxy.school.example:3128"
    assert proxy_for(SERVER, named("other:8080", login)) == "http://other:8080"


def test_a_name_that_the_computer_says_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://it:secret@proxy:3128")
    found = proxy_for(SERVER, named("", ProxyLogin("http://proxy:3128", "ana", "word")))
    assert (found, shown(found)) == ("http://it:secret@proxy:3128", "http://proxy:3128")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" proxy:8080 ", "http://proxy:8080"),
        ("https://proxy.example:8443/", "https://proxy.example:8443"),
        ("[::1]:3128", "http://[::1]:3128"),
        ("http://ana:word@proxy:8080", ""),
        ("socks5://proxy:1080", ""),
        ("proxy:notaport", ""),
        ("two words", ""),
        ("", ""),
    ],
)
def test_a_proxys_address_is_read_and_holds_no_password(typed: str, address: str) -> None:
    assert proxy_address(typed) == address


def test_this_computer_is_known_by_its_names() -> None:
    assert [is_this_computer(host) for host in ("localhost", "::1", "127.0.0.9", "10.0.0.1", "")] == [True] * 3 + [
        False
    ] * 2
