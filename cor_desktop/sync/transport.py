"""The network's one door: the only importer of requests. It hands out our own types and our own words for trouble."""

from __future__ import annotations

import base64
import contextlib
import datetime
import ipaddress
import json
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.util import SKIP_HEADER

from cor_desktop.errors import NotOurServer, Offline
from cor_desktop.sync.answers import (
    Answer,
    account_reply,
    course_offer,
    headless_body,
    listed_devices,
    raise_for,
    seconds,
    sign_in_reply,
    step_of,
    understood,
    words,
)
from cor_desktop.sync.server import (
    AccountReply,
    AwardedCertificate,
    CourseOffer,
    ListedDevice,
    Machine,
    PolicyReply,
    ServerInfo,
    SignInReply,
    SignInStep,
)
from cor_desktop.words import _, language_tag
from cor_protocol.wire import MAX_INFLATED, deflate

TIMEOUT = (6.0, 30.0)
"""Seconds to wait for a connection, and for each piece of an answer."""
LARGEST_ANSWER = 16 * 1024 * 1024
JSON = "application/json"
PDF = "application/pdf"
BYTES = "application/octet-stream"
SESSION = "X-Session-Token"


class Transport:
    """Speaks to the server whose address `address()` gives at the moment of each call."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._session = requests.Session()
        self._session.mount("https://", _SystemTrust())
        # Who speaks for whom is said by tokens alone: no cookie goes from one learner to the next, and no password that
        # somebody keeps for this host in a file (.netrc) goes out in a token's place.
        self._session.cookies = _NoCookies()
        self._session.auth = _only_tokens
        # Every byte counts on a slow line: no header that the server does not need.
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": "deflate"})

    def server_info(self) -> ServerInfo:
        """Ask a server who it is."""
        with understood():
            body = self._json("GET", "/api/v1/server")
            return ServerInfo(
                name=words(body["name"]),
                help=words(body["help"]),
                hosted_by=words(body["hosted_by"]),
                hosting_policy=words(body["hosting_policy"]),
                key=base64.b64decode(body["key"]),
                registration=bool(body["registration"]),
                mail=bool(body.get("mail", True)),
                policy=int(body.get("policy", 0)),
                single_sign_on=tuple(
                    (words(each["id"]), words(each["name"])) for each in body.get("single_sign_on", ())
                ),
            )

    def policy(self) -> PolicyReply:
        """The newest privacy policy. Raises NotThere where the server has none."""
        with understood():
            body = self._json("GET", "/api/v1/policy")
            published = datetime.date.fromisoformat(str(body["published"])[:10])
            return PolicyReply(int(body["version"]), str(body["title"]), str(body["text"]), published)

    def sign_up(self, form: Mapping[str, str | int]) -> SignInStep:
        """Begin an account. Raises Refused with the field where one is not accepted."""
        return self._step("signup", json=dict(form))

    def log_in(self, email: str, password: str, device: str, device_pass: str) -> SignInStep:
        """Begin a sign-in; a known device shows its pass. Raises WrongCredentials or WaitBeforeTrying."""
        known = {"X-COR-Device": device, "X-COR-Device-Pass": device_pass} if device_pass else {}
        return self._step("login", json={"email": email, "password": password}, headers=known)

    def verify_email(self, session: str, code: str) -> SignInStep:
        """Show the code of a mail. Raises WrongCode or CodeUsedUp."""
        return self._step("email/verify", session, json={"key": code})

    def resend_code(self, session: str) -> None:
        """Ask for the mail once more. Raises CodeUsedUp where nothing waits for one."""
        self._headless("POST", "auth/email/verify/resend", session)

    def second_factor(self, session: str, code: str) -> SignInStep:
        """Show the second factor. Raises WrongCode or CodeUsedUp."""
        return self._step("2fa/authenticate", session, json={"code": code})

    def request_reset(self, email: str, session: str) -> SignInStep:
        """Ask for a code that resets the password, again in the same `session` where there is one."""
        return self._step("password/request", session, json={"email": email})

    def reset_password(self, session: str, code: str, password: str) -> None:
        """Choose a new password. Raises WrongCode, CodeUsedUp, or Refused with the field `password`."""
        self._headless("POST", "auth/password/reset", session, json={"key": code, "password": password})

    def change_password(self, session: str, old: str, new: str) -> None:
        """Change the password. Raises Refused with the field `password` where the new one is not accepted."""
        words = {"current_password": old, "new_password": new}
        self._headless("POST", "account/password/change", session, json=words)

    def change_email(self, session: str, password: str, email: str) -> None:
        """Send a code to another address, with the password once more; `verify_email` makes it the account's."""
        self._headless("POST", "auth/reauthenticate", session, json={"password": password})
        self._headless("POST", "account/email", session, signed_in=True, json={"email": email})

    def end_session(self, session: str) -> None:
        """Let a sign-in under way go."""
        self._headless("DELETE", "auth/session", session)

    def enroll(self, session: str, machine: Machine) -> SignInReply:
        """Exchange a sign-in that is through for this device's tokens; the session ends with it."""
        headers = {SESSION: session}
        return sign_in_reply(self._json("POST", "/api/v1/accounts/devices", json=asdict(machine), headers=headers))

    def enroll_by_code(self, code: str, verifier: str, machine: Machine) -> SignInReply:
        """Exchange the code that a browser brought for this device's tokens."""
        body = asdict(machine) | {"code": code, "verifier": verifier}
        return sign_in_reply(self._json("POST", "/api/v1/accounts/devices/by-code", json=body))

    def account(self, token: str) -> AccountReply:
        """The account whose token this is."""
        return account_reply(self._json("GET", "/api/v1/accounts/me", token))

    def change_account(self, token: str, fields: Mapping[str, str]) -> AccountReply:
        """Change what the learner may change of it. Raises Refused with the field."""
        return account_reply(self._json("PATCH", "/api/v1/accounts/me", token, json=dict(fields)))

    def devices(self, token: str) -> tuple[ListedDevice, ...]:
        """The devices of the account."""
        return listed_devices(self._json("GET", "/api/v1/accounts/devices", token))

    def end_device(self, token: str, number: int) -> None:
        """End all tokens of a device. Raises NotThere."""
        self._call("DELETE", f"/api/v1/accounts/devices/{number}", token)

    def sign_out(self, token: str) -> None:
        """End this token on the server."""
        self._call("POST", "/api/v1/accounts/sign-out", token)

    def exchange(self, token: str, message: bytes) -> bytes:
        """Send one sync message and give the answer's bytes, inflated."""
        body, deflated = deflate(message)
        headers = {"Content-Type": JSON} | ({"Content-Encoding": "deflate"} if deflated else {})
        return self._call("POST", "/api/v1/sync", token, data=body, headers=headers, largest=MAX_INFLATED)

    def course(self, known: str) -> CourseOffer | None:
        """The course there is now; None where its index has the SHA-256 that is `known`. Raises NotThere."""
        answer = self._ask("GET", "/api/v1/course", headers={"If-None-Match": f'"{known}"'} if known else {})
        if answer.status == 304 and known:
            return None
        return course_offer(answer)

    def course_blob(self, sha256: str, start: int, size: int) -> Iterator[bytes]:
        """A file of the course from the byte `start` on, piece by piece; it has `size` bytes in all, never more.

        Raises Offline where the line breaks: what came before that was right.
        """
        headers = {"Range": f"bytes={start}-", "Accept-Encoding": "identity"} if start else {}
        with self._opened("GET", f"/api/v1/course/blobs/{sha256}", headers=headers) as response:
            kind, said = response.headers.get("Content-Type", ""), response.headers.get("Content-Range", "")
            if response.status_code not in (200, 206):
                raise_for(Answer(response.status_code, kind, _read(response, LARGEST_ANSWER), None))
            if kind != BYTES or (response.status_code == 206 and not said.startswith(f"bytes {start}-")):
                raise NotOurServer
            skip = start if response.status_code == 200 else 0
            yield from _pieces(response, skip, size - start)

    def certificates(self, token: str) -> tuple[AwardedCertificate, ...]:
        """The certificates of the learner whose token this is."""
        with understood():
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

    def _step(self, path: str, session: str = "", **options: Any) -> SignInStep:
        with understood():
            return step_of(self._headless("POST", f"auth/{path}", session, **options), session)

    def _headless(
        self, method: str, path: str, session: str, *, signed_in: bool = False, **options: Any
    ) -> Mapping[str, Any]:
        """Ask the part of the server that signs in; what a 401 means there is told by what it waits for."""
        headers = options.pop("headers", {}) | _in_our_language() | ({SESSION: session} if session else {})
        answer = self._ask(method, f"/_allauth/app/v1/{path}", headers=headers, **options)
        return headless_body(answer, signed_in=signed_in)

    def _json(self, method: str, path: str, token: str | None = None, **options: Any) -> dict[str, Any]:
        with understood():
            headers = options.pop("headers", {}) | _in_our_language()
            body = json.loads(self._call(method, path, token, headers=headers, **options))
            if not isinstance(body, dict):
                raise ValueError("not an object")
            return body

    def _call(self, method: str, path: str, token: str | None = None, *, expected: str = JSON, **options: Any) -> bytes:
        headers = options.pop("headers", {}) | ({"Authorization": f"Bearer {token}"} if token else {})
        answer = self._ask(method, path, headers=headers, **options)
        raise_for(answer)
        if answer.status != 204 and not answer.kind.startswith(expected):
            raise NotOurServer
        return answer.body

    def _ask(
        self, method: str, path: str, *, headers: Mapping[str, str], largest: int = LARGEST_ANSWER, **options: Any
    ) -> Answer:
        with self._opened(method, path, headers=headers, **options) as response:
            body = _read(response, largest)
        kind, retry_after = response.headers.get("Content-Type", ""), response.headers.get("Retry-After")
        return Answer(response.status_code, kind, body, seconds(retry_after))

    @contextlib.contextmanager
    def _opened(
        self, method: str, path: str, *, headers: Mapping[str, str], **options: Any
    ) -> Iterator[requests.Response]:
        """Ask, and give the answer as it begins to come. What breaks it before its end is told as trouble, too."""
        address = self._address()
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
        with _reached(address):
            response = self._session.request(
                method,
                address + path,
                headers=headers,
                timeout=TIMEOUT,
                stream=True,
                allow_redirects=False,
                **options,
            )
            with response:
                yield response


def _in_our_language() -> dict[str, str]:
    """For answers that may hold sentences for the learner; what is synced holds none."""
    return {"Accept-Language": language_tag()}


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
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return not host


class _NoCookies(requests.cookies.RequestsCookieJar):
    """Keeps none."""

    def set_cookie(self, *_cookie: Any, **_options: Any) -> None:
        """Drop it."""


def _only_tokens(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


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
            _("The connection to {address} is not safe").format(address=address),
            _("Its certificate (TLS) was not accepted, so nothing was sent. Your work is saved on this computer."),
            _("Check this computer’s date and time, or ask who looks after the network."),
        ) from fault
    except (
        requests.exceptions.InvalidURL,
        requests.exceptions.InvalidSchema,
        requests.exceptions.MissingSchema,
    ) as fault:
        raise Offline(
            _("The server’s address is not a web address"),
            advice=_("Please look at it again in Settings: {address}").format(address=address),
        ) from fault
    except requests.exceptions.ContentDecodingError as fault:
        raise NotOurServer from fault
    except requests.exceptions.RequestException as fault:
        raise Offline from fault


def _read(response: requests.Response, largest: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(65536):
        body += chunk
        if len(body) > largest:
            raise NotOurServer
    return bytes(body)


def _pieces(response: requests.Response, skip: int, size: int) -> Iterator[bytes]:
    """What comes after the first `skip` bytes. Raises NotOurServer where that is more than `size` bytes.

    In small pieces, so that what swells when it is inflated is seen before it fills the memory.
    """
    for chunk in response.iter_content(4096):
        piece, skip = chunk[skip:], max(0, skip - len(chunk))
        size -= len(piece)
        if size < 0:
            raise NotOurServer
        yield piece


def _awarded(entry: Mapping[str, Any]) -> AwardedCertificate:
    number = str(entry["number"])
    if not re.fullmatch(r"[A-Za-z0-9-]{1,40}", number):
        raise ValueError("not a certificate's number")
    return AwardedCertificate(
        number=number,
        module=words(entry["module"]),
        title=words(entry["title"]),
        awarded=datetime.date.fromisoformat(str(entry["awarded"])[:10]),
        state=words(entry["state"]),
    )
