"""What the server's answers mean: bytes in, our own types or our own words for trouble out. Pure, no network."""

from __future__ import annotations

import base64
import contextlib
import datetime
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cor_desktop.errors import (
    ClientTooOld,
    CodeUsedUp,
    NotOurServer,
    NotThere,
    PortalFirst,
    Refused,
    ServerTrouble,
    SignInAgain,
    TooLarge,
    Trouble,
    WaitBeforeTrying,
    WrongCode,
    WrongCredentials,
)
from cor_desktop.sync.server import AccountReply, CourseOffer, ListedDevice, SignInReply, SignInStep, Waiting
from cor_desktop.words import _
from cor_protocol.accounts import Ended
from cor_protocol.ids import is_random_id
from cor_protocol.pack import MAX_INDEX
from cor_protocol.problems import Problem

JSON = "application/json"
USUAL_WAIT = 60
"""Seconds to wait where the server asks to slow down and does not say for how long."""
LONGEST_WAIT = 3600
"""Seconds; whoever answers in the server's place keeps nobody waiting for longer."""
_LONGEST_WORDS = 500
"""Letters of anything that is shown in a line or a paragraph."""
_KEY = 32

_FLOWS: Mapping[str, Waiting] = {
    "verify_email": "verify_email",
    "mfa_authenticate": "second_factor",
    "password_reset_by_code": "reset",
}
_WRONG_CREDENTIALS = ("email_password_mismatch", "invalid_login")
_WRONG_CODE = ("incorrect_code", "invalid_code", "invalid_or_expired_key")
_FIELDS = {"key": "code", "new_password": "password", "current_password": "old_password"}
"""Our names for the server's fields, where they differ."""


class Answer(NamedTuple):
    """One answer of whoever answered: the status, its Content-Type, its bytes, and the seconds it asks to wait.

    `elsewhere` tells that it points to another host.
    """

    status: int
    kind: str
    body: bytes
    retry_after: int | None
    elsewhere: bool = False


@contextlib.contextmanager
def understood() -> Iterator[None]:
    """What does not read as the contract says was not written by our server."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
        raise NotOurServer from fault


def seconds(text: str | None) -> int | None:
    """A Retry-After in seconds; a date or anything else is passed over."""
    return min(int(text[:9]), LONGEST_WAIT) if text and text.isdecimal() else None


def words(value: object) -> str:
    """What is shown of a text that a server sent: no signs that turn, break or hide others, and not without end."""
    return "".join(sign for sign in " ".join(str(value)[:_LONGEST_WORDS].split()) if sign.isprintable())


def raise_for(answer: Answer) -> None:
    """Raise the Trouble that an answer of our API tells of."""
    if answer.status < 300:
        return
    told = _problem(answer.body)
    if told is None:
        # A bare 410, a 502 with HTML: whoever answered, it was not our program speaking.
        if answer.status == 511 or (answer.status < 400 and answer.elsewhere):
            raise PortalFirst
        raise NotOurServer if answer.status < 400 else ServerTrouble(retry_after=answer.retry_after)
    raise _trouble(told, answer.retry_after)


def foreign(kind: str) -> NotOurServer:
    """Who answered with this Content-Type where it is not the one we asked for: a page for people is a portal's."""
    if not kind.startswith("text/html"):
        return NotOurServer()
    return PortalFirst(
        advice=_("Open a browser, then come back. If it stays so, check the server’s address in Settings.")
    )


def headless_body(answer: Answer, *, signed_in: bool = False) -> Mapping[str, Any]:
    """The body of an answer of a sign-in under way: 200, or a 401 that says what it waits for. Raises a Trouble.

    Where the sign-in has to be through already (`signed_in`), a 401 means that it is gone.
    """
    if answer.status == 429:
        raise WaitBeforeTrying(answer.retry_after or USUAL_WAIT)
    if not answer.kind.startswith(JSON) or _problem(answer.body) is not None:
        raise_for(answer)
        raise foreign(answer.kind)
    with understood():
        body = json.loads(answer.body)
        if not isinstance(body, dict):
            raise ValueError("not an object")
        if answer.status == 200 or (answer.status == 401 and not signed_in):
            return body
        raise _refusal(answer.status, body.get("errors") or [])


def step_of(body: Mapping[str, Any], session: str) -> SignInStep:
    """Where a sign-in stands. `session` is the one that was asked with; the answer may bring another.

    Raises CodeUsedUp where nothing is under way any more, KeyError or the like where the body is not as agreed.
    """
    meta, data = body.get("meta") or {}, body.get("data") or {}
    session = str(meta.get("session_token") or session)
    if meta.get("is_authenticated"):
        return SignInStep(session)
    for flow in data["flows"]:
        if flow.get("is_pending") and flow["id"] in _FLOWS:
            return SignInStep(session, _FLOWS[flow["id"]])
    raise CodeUsedUp


def sign_in_reply(body: Mapping[str, Any]) -> SignInReply:
    """What a device gets at its sign-in. Raises NotOurServer where it is not as agreed."""
    with understood():
        if not is_random_id(str(body["learner"])):
            raise ValueError("not a learner id")
        key = base64.b64decode(body["key"])
        if len(key) != _KEY:
            raise ValueError("not a public key")
        return SignInReply(
            token=str(body["token"]),
            append_token=str(body["append_token"]),
            device_pass=str(body["device_pass"]),
            account=account_reply(body["account"]),
            learner=str(body["learner"]),
            key=key,
        )


def account_reply(body: Mapping[str, Any]) -> AccountReply:
    """An account. Raises NotOurServer where it is not as agreed."""
    with understood():
        return AccountReply(
            first_name=words(body["first_name"]),
            last_name=words(body["last_name"]),
            email=words(body["email"]),
            organization_type=words(body.get("organization_type", "")),
            association=words(body.get("association", "")),
            single_sign_on=bool(body.get("single_sign_on", False)),
            has_password=bool(body.get("has_password", True)),
        )


def course_offer(answer: Answer) -> CourseOffer:
    """The course a server has. Raises NotOurServer where it is not told as agreed, NotThere where there is none."""
    raise_for(answer)
    with understood():
        body = json.loads(answer.body)
        offer = CourseOffer(
            int(body["version"]),
            str(body["index"]),
            int(body["size"]),
            base64.b64decode(body["signatures"], validate=True),
        )
        if not re.fullmatch(r"[0-9a-f]{64}", offer.index) or not 0 < offer.size <= MAX_INDEX:
            raise ValueError("not a course")
        return offer


def listed_devices(body: Mapping[str, Any]) -> tuple[ListedDevice, ...]:
    """The devices of an account. Raises NotOurServer where they are not as agreed."""
    with understood():
        return tuple(_device(entry) for entry in body["devices"])


def _device(entry: Mapping[str, Any]) -> ListedDevice:
    first, last = (datetime.datetime.fromisoformat(str(entry[name])) for name in ("first_seen", "last_seen"))
    return ListedDevice(
        id=int(entry["id"]),
        platform=words(entry["platform"]),
        client=words(entry["client"]),
        first_seen=first.astimezone(datetime.UTC),
        last_seen=last.astimezone(datetime.UTC),
        this=bool(entry["this"]),
        signed_in=bool(entry["signed_in"]),
        shared=bool(entry["shared"]),
    )


def _refusal(status: int, errors: list[Mapping[str, Any]]) -> Trouble:
    """What the server's sign-in did not accept, in our words where we have some, else in its own."""
    if status in (401, 409, 410):
        return CodeUsedUp()
    if status == 403:
        return Refused(_("This server takes no registrations"), advice=_("Please ask who looks after it."))
    if status >= 500 or not errors:
        return ServerTrouble()
    code, message = str(errors[0].get("code", "")), words(errors[0].get("message", ""))
    if code in _WRONG_CREDENTIALS:
        return WrongCredentials()
    if code == "too_many_login_attempts":
        return WaitBeforeTrying(USUAL_WAIT)
    if code in _WRONG_CODE:
        return WrongCode()
    field = str(errors[0].get("param") or "")
    return Refused(advice=message, field=_FIELDS.get(field, field) or None)


class _Told(NamedTuple):
    problem: Problem
    message: str
    why: Ended | None


def _problem(body: bytes) -> _Told | None:
    try:
        told = json.loads(body)
        why = told.get("why")
        ended = Ended(why) if why in list(Ended) else None
        return _Told(Problem(told["problem"]), words(told.get("message", "")), ended)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _trouble(told: _Told, retry_after: int | None) -> Trouble:
    match told.problem:
        case Problem.SIGN_IN_AGAIN:
            return SignInAgain(why=told.why)
        case Problem.WRONG_CREDENTIALS:
            return WrongCredentials()
        case Problem.UNSUPPORTED_VERSION:
            return ClientTooOld()
        case Problem.TOO_LARGE:
            return TooLarge()
        case Problem.NOT_FOUND:
            return NotThere()
        case Problem.CANNOT_REGISTER:
            return Refused(_("This email cannot be registered"), advice=told.message, field="email")
        case Problem.WEAK_PASSWORD:
            return Refused(_("This password is not safe enough"), advice=told.message, field="password")
        case Problem.INVALID_FIELD:
            return Refused(advice=told.message)
        case Problem.TOO_MANY_FACTS:
            return ServerTrouble(
                _("The server keeps no more for this account"), advice=_("Please ask for help: see Help.")
            )
        case _:
            return ServerTrouble(retry_after=retry_after)
