"""The line to the server: a request and its answer, whatever stands between, believed only where TLS vouches for it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.util import SKIP_HEADER

from cor_desktop.errors import NotOurServer, Offline
from cor_desktop.sync.adapter import SystemTrust
from cor_desktop.sync.answers import Answer, seconds
from cor_desktop.sync.faults import EXPIRED, NOT_YET, certificate_fault, reached
from cor_desktop.sync.network import Network
from cor_desktop.sync.proxies import is_this_computer, proxy_for
from cor_desktop.sync.server_time import TIME_PATH, CorrectedTime
from cor_desktop.words import _

TIMEOUT = (6.0, 30.0)
"""Seconds to wait for a connection, and for each piece of an answer."""
LARGEST_ANSWER = 16 * 1024 * 1024
_LARGEST_TIME = 4096


class Line:
    """Asks the server whose address `address()` gives at the moment of each call."""

    def __init__(
        self, address: Callable[[], str], network: Network, timeout: tuple[float, float] | None = None
    ) -> None:
        self._address = address
        self._network = network
        self._timeout = timeout
        self._time = CorrectedTime(network)
        self._lock = threading.Lock()
        self._trusts: tuple[str, bool] | None = None
        self._session = _new_session()

    def ask(
        self, method: str, path: str, *, headers: Mapping[str, str], largest: int = LARGEST_ANSWER, **options: Any
    ) -> Answer:
        """Ask, and give the whole answer. Raises Offline or NotOurServer."""
        with self.opened(method, path, headers=headers, **options) as response:
            return answer_of(response, read(response, largest))

    @contextlib.contextmanager
    def opened(self, method: str, path: str, *, headers: Mapping[str, str], **options: Any) -> Iterator[Any]:
        """Ask, and give the answer as it begins to come. What breaks it before its end is told as trouble, too."""
        address = _checked(self._address())
        with reached(address), self._sent(method, address, path, headers=headers, **options) as response:
            yield response

    def close(self) -> None:
        """Close kept connections."""
        self._session.close()

    def _sent(self, method: str, address: str, path: str, **options: Any) -> requests.Response:
        """Send a request; where the certificate's dates are in the way, once more by the server's own time."""
        try:
            return self._send(method, address, path, **options)
        except requests.exceptions.SSLError as fault:
            code = certificate_fault(fault)
            if code not in (NOT_YET, EXPIRED) or not self._time.may_be_asked(too_early=code == NOT_YET):
                raise
            self._learn_time(address)
            return self._send(method, address, path, **options)

    def _send(self, method: str, address: str, path: str, **options: Any) -> requests.Response:
        proxy = proxy_for(address, self._network)
        with self._lock:
            session = self._trusting()
        return session.request(
            method,
            address + path,
            timeout=self._timeout or TIMEOUT,
            stream=True,
            allow_redirects=False,
            proxies={"https": proxy, "http": proxy} if proxy else {},
            **options,
        )

    def _trusting(self) -> requests.Session:
        """The session; another one where Settings name another authority or the time was learned meanwhile."""
        trusts = (self._network.authority(), self._time.is_known)
        if trusts != self._trusts:
            self._session.close()
            self._session = _new_session()
            self._session.mount("https://", SystemTrust(trusts[0], self._time.check if trusts[1] else None))
            self._trusts = trusts
        return self._session

    def _learn_time(self, address: str) -> None:
        """Ask the server for its signed time, without token and without looking at dates. Raises ClockIsWrong."""
        nonce = self._time.nonce()
        proxy = proxy_for(address, self._network)
        with contextlib.closing(_new_session()) as session:
            session.mount("https://", SystemTrust(self._network.authority(), lambda _chain: None))
            asked = session.get(
                f"{address}{TIME_PATH}?nonce={nonce}",
                timeout=self._timeout or TIMEOUT,
                stream=True,
                allow_redirects=False,
                proxies={"https": proxy} if proxy else {},
            )
            with asked as response:
                self._time.learn(answer_of(response, read(response, _LARGEST_TIME)), nonce)


def answer_of(response: requests.Response, body: bytes) -> Answer:
    """One answer in our own type."""
    told = response.headers
    elsewhere = urlsplit(told.get("Location", "")).hostname not in (None, urlsplit(response.url).hostname)
    return Answer(response.status_code, told.get("Content-Type", ""), body, seconds(told.get("Retry-After")), elsewhere)


def read(response: requests.Response, largest: int) -> bytes:
    """The body, inflated. Raises NotOurServer where it is larger than `largest` bytes."""
    body = bytearray()
    for chunk in response.iter_content(65536):
        body += chunk
        if len(body) > largest:
            raise NotOurServer
    return bytes(body)


def is_safe(address: str) -> bool:
    """Tell whether an address leads where it seems to, and what is sent there cannot be read on the way.

    Only this computer is spoken to without TLS. Of signs like @ and \\ not every program thinks the same.
    """
    if any(sign in address for sign in "@\\?#;"):
        return False
    parts = urlsplit(address)
    if parts.scheme != "http":
        return True
    host = parts.hostname or ""
    return is_this_computer(host) or not host


def _checked(address: str) -> str:
    if not address:
        raise Offline(_("No server is set"), advice=_("Enter the server’s address in Settings."))
    if not is_safe(address):
        raise NotOurServer(
            _("The server’s address is not a safe one"),
            _("Nothing was sent, because anybody on the way could read it. Your work is saved on this computer."),
            _("The address in Settings must begin with https:// and hold no signs like @: {address}").format(
                address=address
            ),
        )
    return address


def _new_session() -> requests.Session:
    session = requests.Session()
    # Who speaks for whom is said by tokens alone: no cookie goes from one learner to the next, no password that
    # somebody keeps for this host in a file (.netrc) goes out in a token's place, and proxies are chosen by proxies.py.
    session.trust_env = False
    session.cookies = _NoCookies()
    # Every byte counts on a slow line: no header that the server does not need.
    session.headers.clear()
    session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": "deflate"})
    return session


class _NoCookies(requests.cookies.RequestsCookieJar):
    """Keeps none."""

    def set_cookie(self, *_cookie: Any, **_options: Any) -> None:
        """Drop it."""
