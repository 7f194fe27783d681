"""The network's one door: the only importer of requests. It hands out our own types and our own words for trouble."""

from __future__ import annotations

import base64
import contextlib
import datetime
import ipaddress
import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.util import SKIP_HEADER

from cor_desktop.errors import (
    ClientTooOld,
    NotOurServer,
    NotThere,
    Offline,
    Refused,
    ServerTrouble,
    SignInAgain,
    TooLarge,
    Trouble,
    WrongCredentials,
)
from cor_desktop.sync.server import AwardedCertificate, ServerInfo, SignInReply
from cor_protocol.ids import is_random_id
from cor_protocol.problems import Problem
from cor_protocol.wire import MAX_INFLATED, deflate

TIMEOUT = (6.0, 30.0)
"""Seconds to wait for a connection, and for each piece of an answer."""
LARGEST_ANSWER = 16 * 1024 * 1024
JSON = "application/json"
PDF = "application/pdf"


class Transport:
    """Speaks to the server whose address `address()` gives at the moment of each call."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._session = requests.Session()
        self._session.mount("https://", _SystemTrust())
        # Every byte counts on a slow line: no header that the server does not need.
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": "deflate"})

    def server_info(self) -> ServerInfo:
        """Ask a server who it is."""
        with _understood():
            body = self._json("GET", "/api/v1/server")
            return ServerInfo(
                name=str(body["name"]),
                help=str(body["help"]),
                hosted_by=str(body["hosted_by"]),
                hosting_policy=str(body["hosting_policy"]),
                key=base64.b64decode(body["key"]),
                registration=bool(body["registration"]),
            )

    def register(self, form: Mapping[str, str]) -> SignInReply:
        """Make an account. Raises Refused with the field where one is not accepted."""
        return _sign_in_reply(self._json("POST", "/api/v1/accounts/register", json=dict(form)))

    def sign_in(self, form: Mapping[str, str | None]) -> SignInReply:
        """Sign in to an account. Raises WrongCredentials."""
        return _sign_in_reply(self._json("POST", "/api/v1/accounts/sign-in", json=dict(form)))

    def sign_out(self, token: str) -> None:
        """End this device's token on the server."""
        self._call("POST", "/api/v1/accounts/sign-out", token)

    def exchange(self, token: str, message: bytes) -> bytes:
        """Send one sync message and give the answer's bytes, inflated."""
        body, deflated = deflate(message)
        headers = {"Content-Type": JSON} | ({"Content-Encoding": "deflate"} if deflated else {})
        return self._call("POST", "/api/v1/sync", token, data=body, headers=headers, largest=MAX_INFLATED)

    def certificates(self, token: str) -> tuple[AwardedCertificate, ...]:
        """The certificates of the learner whose token this is."""
        with _understood():
            body = self._json("GET", "/api/v1/certificates", token)
            return tuple(_awarded(entry) for entry in body["certificates"])

    def certificate_pdf(self, token: str, number: str) -> bytes:
        """One certificate's document. Raises NotThere where the server has none of that number for us."""
        document = self._call("GET", f"/api/v1/certificates/{number}.pdf", token, expected=PDF)
        if not document.startswith(b"%PDF-"):
            raise NotOurServer
        return document

    def close(self) -> None:
        """Close kept connections."""
        self._session.close()

    def _json(self, method: str, path: str, token: str | None = None, **options: Any) -> dict[str, Any]:
        with _understood():
            body = json.loads(self._call(method, path, token, **options))
            if not isinstance(body, dict):
                raise ValueError("not an object")
            return body

    def _call(
        self,
        method: str,
        path: str,
        token: str | None = None,
        *,
        expected: str = JSON,
        largest: int = LARGEST_ANSWER,
        **options: Any,
    ) -> bytes:
        address = self._address()
        if not address:
            raise Offline("No server is set", advice="Enter the server's address in Settings.")
        if not is_safe(address):
            raise NotOurServer(
                "The server's address is not a safe one",
                "Nothing was sent, because anybody on the way could read it. Your work is saved on this computer.",
                f"The address in Settings must begin with https: {address}",
            )
        headers = options.pop("headers", {}) | ({"Authorization": f"Bearer {token}"} if token else {})
        with _reached(address):
            response = self._session.request(
                method, address + path, headers=headers, timeout=TIMEOUT, stream=True, allow_redirects=False, **options
            )
            with response:
                body = _read(response, largest)
        _raise_for(response, body)
        if response.status_code != 204 and not response.headers.get("Content-Type", "").startswith(expected):
            raise NotOurServer
        return body


def is_safe(address: str) -> bool:
    """Tell whether what is sent to an address can be read on the way: only this computer is spoken to without TLS."""
    parts = urlsplit(address)
    if parts.scheme != "http":
        return True
    host = parts.hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return not host


class _SystemTrust(HTTPAdapter):
    """Trusts what the computer trusts: schools install the certificates of their filters there."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        options["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*arguments, **options)


@contextlib.contextmanager
def _reached(address: str) -> Iterator[None]:
    try:
        yield
    except requests.exceptions.SSLError as fault:
        raise NotOurServer(
            f"The connection to {address} is not safe",
            "Its certificate (TLS) was not accepted, so nothing was sent. Your work is saved on this computer.",
            "Check this computer's date and time, or ask who looks after the network.",
        ) from fault
    except (
        requests.exceptions.InvalidURL,
        requests.exceptions.InvalidSchema,
        requests.exceptions.MissingSchema,
    ) as fault:
        raise Offline(
            "The server's address is not a web address",
            advice=f"Please look at it again in Settings: {address}",
        ) from fault
    except requests.exceptions.ContentDecodingError as fault:
        raise NotOurServer from fault
    except requests.exceptions.RequestException as fault:
        raise Offline from fault


@contextlib.contextmanager
def _understood() -> Iterator[None]:
    """What does not read as the contract says was not written by our server."""
    try:
        yield
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise NotOurServer from fault


def _read(response: requests.Response, largest: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(65536):
        body += chunk
        if len(body) > largest:
            raise NotOurServer
    return bytes(body)


def _raise_for(response: requests.Response, body: bytes) -> None:
    status = response.status_code
    if status < 300:
        return
    problem, message = _problem(body)
    retry_after = _seconds(response.headers.get("Retry-After"))
    if problem is None:
        # A bare 410, a 502 with HTML: whoever answered, it was not our program speaking.
        raise ServerTrouble(retry_after=retry_after) if status >= 400 and status != 511 else NotOurServer
    raise _trouble(problem, message, retry_after)


def _trouble(problem: Problem, message: str, retry_after: int | None) -> Trouble:
    match problem:
        case Problem.SIGN_IN_AGAIN:
            return SignInAgain()
        case Problem.WRONG_CREDENTIALS:
            return WrongCredentials()
        case Problem.UNSUPPORTED_VERSION:
            return ClientTooOld()
        case Problem.TOO_LARGE:
            return TooLarge()
        case Problem.NOT_FOUND:
            return NotThere()
        case Problem.CANNOT_REGISTER:
            return Refused("This email cannot be registered", advice=message, field="email")
        case Problem.WEAK_PASSWORD:
            return Refused("This password is not safe enough", advice=message, field="password")
        case Problem.INVALID_FIELD:
            return Refused(advice=message)
        case Problem.TOO_MANY_FACTS:
            return ServerTrouble("The server keeps no more for this account", advice="Please ask for help: see Help.")
        case _:
            return ServerTrouble(retry_after=retry_after)


def _problem(body: bytes) -> tuple[Problem | None, str]:
    try:
        told = json.loads(body)
        return Problem(told["problem"]), str(told.get("message", ""))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, ""


def _seconds(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _sign_in_reply(body: Mapping[str, Any]) -> SignInReply:
    with _understood():
        account = body["account"]
        if not is_random_id(str(body["learner"])):
            raise ValueError("not a learner id")
        return SignInReply(
            token=str(body["token"]),
            first_name=str(account["first_name"]),
            last_name=str(account["last_name"]),
            email=str(account["email"]),
            learner=str(body["learner"]),
            key=base64.b64decode(body["key"]),
        )


def _awarded(entry: Mapping[str, Any]) -> AwardedCertificate:
    return AwardedCertificate(
        number=str(entry["number"]),
        module=str(entry["module"]),
        title=str(entry["title"]),
        awarded=datetime.date.fromisoformat(str(entry["awarded"])[:10]),
        state=str(entry["state"]),
    )
