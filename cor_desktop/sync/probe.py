"""The way between this computer and the server, tried step by step and told in words. Nothing of a learner is sent."""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import json
import socket
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from cor_desktop.errors import NotOurServer, ProxyWantsPassword, Trouble
from cor_desktop.sync.answers import foreign, raise_for, understood, words
from cor_desktop.sync.line import Line, answer_of, is_safe, read
from cor_desktop.sync.network import Network, Step
from cor_desktop.sync.proxies import proxy_for, shown
from cor_desktop.words import _, ngettext

_PATIENCE = 2.5
"""Seconds for one address to answer; a name may have two kinds of them."""
_ANSWER = (3.0, 4.0)
_LARGEST = 64 * 1024
_AGREES = 60
"""Seconds by which two clocks may differ and still be said to agree."""


def steps(address: str, network: Network) -> Iterator[Step]:
    """Try one thing after the other, each when it is asked for, and end with the first that goes wrong.

    Blocks on the network for seconds, never for long: only the look-up of a name takes what the system takes.
    """
    try:
        yield from _steps(address, network)
    except Trouble as trouble:
        yield Step(False, str(trouble), asks=isinstance(trouble, ProxyWantsPassword))


def _steps(address: str, network: Network) -> Iterator[Step]:
    if not address or not is_safe(address):
        yield Step(False, _("No server is set, or its address is not a safe one. It must begin with https://."))
        return
    proxy = proxy_for(address, network)
    yield Step(True, _way(address, proxy, by_hand=bool(network.proxy())))
    host, port = _place(proxy or address)
    found = yield from _looked_up(host, port)
    if found and (yield from _connected(found, host, port)):
        yield from _asked(address, network)


def _way(address: str, proxy: str, *, by_hand: bool) -> str:
    server = urlsplit(address).hostname or address
    if not proxy:
        return _("The way to {server} is direct, without a proxy.").format(server=server)
    said = (
        _("The way to {server} goes through the proxy {proxy}, as Settings say.")
        if by_hand
        else _("The way to {server} goes through the proxy {proxy}, as this computer says.")
    )
    return said.format(server=server, proxy=shown(proxy))


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


Found = list[tuple[Any, ...]]


def _looked_up(host: str, port: int) -> Generator[Step, None, Found]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        yield Step(
            False,
            _("The name {host} was not found. Either there is no network, or the name is not the right one.").format(
                host=host
            ),
        )
        return []
    if not _is_number(host):
        yield Step(True, _("The name {host} was found.").format(host=host))
    return list({each[0]: each for each in reversed(found)}.values())


def _is_number(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False


def _connected(found: Found, host: str, port: int) -> Generator[Step, None, bool]:
    for family, kind, protocol, _name, place in found:
        with contextlib.suppress(OSError), socket.socket(family, kind, protocol) as line:
            line.settimeout(_PATIENCE)
            line.connect(place)
            yield Step(True, _("{host} takes connections at port {port}.").format(host=host, port=port))
            return True
    yield Step(
        False,
        _("Nobody at {host} takes connections at port {port}. The server may be off, or the network blocks it.").format(
            host=host, port=port
        ),
    )
    return False


def _asked(address: str, network: Network) -> Iterator[Step]:
    line = Line(lambda: address, network, _ANSWER)
    with contextlib.closing(line), line.opened("GET", "/api/v1/server", headers={}) as response:
        yield Step(True, _safety(response))
        answer = answer_of(response, read(response, _LARGEST))
    raise_for(answer)
    if not answer.kind.startswith("application/json"):
        raise foreign(answer.kind)
    with understood():
        told = json.loads(answer.body)
        name, key, time = words(told["name"]), str(told["key"]), int(told["time"])
    yield _ours(name, key, network)
    yield _clocks(time - network.clock.read().wall)


def _safety(response: Any) -> str:
    """Who vouches for the server. An answer that has begun and not ended still hangs on its line."""
    if response.url.startswith("http:"):
        return _("The server is on this computer, so nothing travels that could be read.")
    answering = getattr(response.raw._original_response, "fp", None)
    certificate: Mapping[str, Any] = answering.raw._sock.getpeercert() if answering else {}
    issuer = dict(pair for part in certificate.get("issuer", ()) for pair in part)
    who = words(issuer.get("organizationName") or issuer.get("commonName") or "")
    if not who:
        return _("The connection is encrypted.")
    return _("The connection is encrypted. {who} vouches for the server.").format(who=who)


def _ours(name: str, key: str, network: Network) -> Step:
    keys = network.keys()
    if keys and base64.b64decode(key) not in keys:
        raise NotOurServer(_("“{name}” answers, but it is not the server you signed in to").format(name=name))
    return Step(True, _("“{name}” answers, a server of COR Desktop.").format(name=name))


def _clocks(ahead: int) -> Step:
    if abs(ahead) < _AGREES:
        return Step(True, _("The server’s clock and this computer’s agree."))
    said = (
        _("This computer’s clock is {time} behind the server’s. Your work is sent all the same.")
        if ahead > 0
        else _("This computer’s clock is {time} ahead of the server’s. Your work is sent all the same.")
    )
    return Step(True, said.format(time=_roughly(abs(ahead))))


def _roughly(seconds: int) -> str:
    units: tuple[tuple[int, Callable[[int], str]], ...] = (
        (86_400, lambda count: ngettext("{count} day", "{count} days", count)),
        (3_600, lambda count: ngettext("{count} hour", "{count} hours", count)),
        (60, lambda count: ngettext("{count} minute", "{count} minutes", count)),
    )
    size, said = next(unit for unit in units if seconds >= unit[0])
    return said(seconds // size).format(count=seconds // size)
