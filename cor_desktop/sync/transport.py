"""What the server can be asked, each question in our own types. How it is asked is the line's affair (line.py)."""

from __future__ import annotations

import base64
import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from cor_desktop.errors import NotOurServer
from cor_desktop.sync.answers import (
    Answer,
    account_reply,
    course_offer,
    foreign,
    headless_body,
    listed_devices,
    raise_for,
    sign_in_reply,
    step_of,
    understood,
    words,
)
from cor_desktop.sync.line import Line, answer_of, read
from cor_desktop.sync.network import Network
from cor_desktop.sync.server import (
    AccountReply,
    AwardedCertificate,
    CourseOffer,
    Dated,
    ListedDevice,
    Machine,
    PolicyReply,
    ServerInfo,
    SignInReply,
    SignInStep,
)
from cor_desktop.words import language_tag
from cor_protocol.wire import MAX_INFLATED, deflate

JSON = "application/json"
PDF = "application/pdf"
BYTES = "application/octet-stream"
SESSION = "X-Session-Token"
_LARGEST_FAULT = 64 * 1024
"""Bytes of an answer that is not the file that was asked for."""


class Transport:
    """Speaks to the server whose address `address()` gives at the moment of each call."""

    def __init__(self, address: Callable[[], str], network: Network | None = None) -> None:
        self._line = Line(address, network or Network())

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
        with self._line.opened("GET", f"/api/v1/course/blobs/{sha256}", headers=headers) as response:
            kind, said = response.headers.get("Content-Type", ""), response.headers.get("Content-Range", "")
            if response.status_code not in (200, 206):
                raise_for(answer_of(response, read(response, _LARGEST_FAULT)))
            if kind != BYTES or (response.status_code == 206 and not said.startswith(f"bytes {start}-")):
                raise foreign(kind)
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
        self._line.close()

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
            raise foreign(answer.kind)
        return answer.body

    def _ask(self, method: str, path: str, **options: Any) -> Answer:
        return self._line.ask(method, path, **options)


def _in_our_language() -> dict[str, str]:
    """For answers that may hold sentences for the learner; what is synced holds none."""
    return {"Accept-Language": language_tag()}


def _pieces(response: Any, skip: int, size: int) -> Iterator[bytes]:
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
        completed=Dated.read(entry.get("completed")),
    )
