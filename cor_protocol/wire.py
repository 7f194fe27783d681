"""Sync messages, to and from bytes: JSON with short lists, deflated above 512 bytes, versioned.

Facts travel in groups that share device, kind and epoch: `[device, kind, epoch, item, wall, item, seconds later, …]`,
sorted by wall time; the device is "" where it is the sender's or receiver's own. Facts made under another learner id
(before two records were joined) stand under `origins` by that id. Unknown fields of a message are kept in `extra`.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cor_protocol.facts import Digest, Fact, InvalidFact, Key, Stamp, check_fact
from cor_protocol.ids import is_random_id

VERSION = 1
DEFLATE_ABOVE = 512
"""Bytes of JSON above which a message travels deflated."""
MAX_INFLATED = 4 * 1024 * 1024
"""Bytes of JSON a message may hold: a whole record of 20,000 facts fits."""
FACTS_PER_PART = 500
"""How many facts go into one message after the server said it was too big."""


class MalformedMessage(ValueError):
    """The bytes are not a message of the contract; the text says where."""


class MessageTooLarge(ValueError):
    """The message is over its limit, before or after inflating."""


class UnsupportedVersion(ValueError):
    """The message has a version this program does not speak."""


class SentFact(NamedTuple):
    """A fact, and the learner id under which it was made."""

    fact: Fact
    origin: str


class Now(NamedTuple):
    """The device's clock as it sends: epoch, raw UTC seconds, UTC offset in seconds, a nonce of 16 bytes (hex), line.

    The line is as in `Span`; None where the sender does not tell it.
    """

    epoch: int
    wall: int
    offset: int
    nonce: str
    line: int | None = None


class Span(NamedTuple):
    """What a device knows of one epoch: first and last wall seconds, UTC offset, and the line (times wall ran back)."""

    epoch: int
    first: int
    last: int
    offset: int
    line: int


class Floor(NamedTuple):
    """In an epoch, true time was ahead of the device's clock by this many seconds at least (negative: behind)."""

    epoch: int
    ahead: int


class Login(NamedTuple):
    """The login state: wall seconds of the learner's last activity, whether they signed out, and whether by idleness.

    `idle` counts only with `signed_out`; on the wire both are one number: 0, 1, or 2 for idle.
    """

    last_activity: int
    signed_out: bool
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sends: what it has to tell, and what it knows already. `client` is version and platform."""

    device: str
    learner: str
    now: Now
    revision: int
    digest: Digest
    login: Login
    client: tuple[str, str]
    facts: tuple[SentFact, ...] = ()
    spans: tuple[Span, ...] = ()
    floors: tuple[Floor, ...] = ()
    full: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers: its time, its revision and digest after the merge, and the facts the client lacks.

    `control` holds only what applies: `wipe` ([learner, device, nonce]), `credentials_changed`, `session_ended`,
    `minimum_client`, `policy`, `certificates` (how often they have changed), `content` (newest), `odd` (how many facts
    are looked at), `corrections` (as corrections.py has them), `wait` (seconds).
    """

    time: int
    revision: int
    digest: Digest
    facts: tuple[SentFact, ...] = ()
    control: Mapping[str, Any] = field(default_factory=dict)
    signature: bytes = b""
    extra: Mapping[str, Any] = field(default_factory=dict)


def encode_request(request: Request) -> bytes:
    """The JSON bytes of a request."""
    message: dict[str, Any] = {
        **request.extra,
        "v": VERSION,
        "device": request.device,
        "learner": request.learner,
        "now": [part for part in request.now if part is not None],
        "revision": request.revision,
        "digest": _digest_out(request.digest),
        "login": [request.login.last_activity, _signed_out(request.login)],
        "client": list(request.client),
    }
    if request.spans:
        message["spans"] = [list(span) for span in request.spans]
    if request.floors:
        message["floors"] = [list(floor) for floor in request.floors]
    if request.full:
        message["full"] = 1
    return _dump(message | _facts_out(request.facts, request.device, request.learner))


def decode_request(body: bytes) -> Request:
    """Read a request. Raises MalformedMessage, MessageTooLarge or UnsupportedVersion."""
    message = _load(body)
    reader = _Reader(message)
    device, learner = reader.random_id("device"), reader.random_id("learner")
    return Request(
        device=device,
        learner=learner,
        now=reader.now(),
        revision=reader.number("revision"),
        digest=reader.digest(),
        login=reader.login(),
        client=reader.client(),
        facts=reader.facts(device, learner),
        spans=reader.spans(),
        floors=reader.floors(),
        full=bool(message.get("full")),
        extra=reader.unknown(_REQUEST_FIELDS),
    )


def encode_reply(reply: Reply, device: str, learner: str) -> bytes:
    """The JSON bytes of a reply to `device` about `learner`."""
    message: dict[str, Any] = {
        **reply.extra,
        "v": VERSION,
        "time": reply.time,
        "revision": reply.revision,
        "digest": _digest_out(reply.digest),
        "sig": base64.b64encode(reply.signature).decode("ascii"),
    }
    if reply.control:
        message["control"] = dict(reply.control)
    return _dump(message | _facts_out(reply.facts, device, learner))


def decode_reply(body: bytes, device: str, learner: str) -> Reply:
    """Read a reply to `device` about `learner`. Raises as `decode_request` does; the signature is not checked here."""
    message = _load(body)
    reader = _Reader(message)
    return Reply(
        time=reader.number("time"),
        revision=reader.number("revision"),
        digest=reader.digest(),
        facts=reader.facts(device, learner),
        control=reader.control(),
        signature=reader.signature(),
        extra=reader.unknown(_REPLY_FIELDS),
    )


def signed_part(reply: Reply, request: Request) -> bytes:
    """The bytes a reply's signature covers: whom it answers, the nonce asked with, time, revision, digest, control."""
    return _dump(
        {
            "control": dict(reply.control),
            "device": request.device,
            "digest": _digest_out(reply.digest),
            "learner": request.learner,
            "nonce": request.now.nonce,
            "revision": reply.revision,
            "time": reply.time,
        }
    )


def deflate(body: bytes) -> tuple[bytes, bool]:
    """Compress a message where that pays; the flag tells whether it was done (`Content-Encoding: deflate`)."""
    if len(body) <= DEFLATE_ABOVE:
        return body, False
    return zlib.compress(body, 9), True


def inflate(body: bytes) -> bytes:
    """Undo `deflate`, never writing more than MAX_INFLATED. Raises MalformedMessage or MessageTooLarge."""
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(body, MAX_INFLATED + 1)
    except zlib.error as fault:
        raise MalformedMessage("the body is not deflated as it says") from fault
    if len(plain) > MAX_INFLATED:
        raise MessageTooLarge(f"the message holds more than {MAX_INFLATED} bytes")
    if not engine.eof:
        raise MalformedMessage("the body is cut short")
    return plain


_IDLE = 2
_REQUEST_FIELDS = frozenset(
    {
        *("v", "device", "learner", "now", "revision", "digest", "login", "client"),
        *("spans", "floors", "full", "facts", "origins"),
    }
)
_REPLY_FIELDS = frozenset({"v", "time", "revision", "digest", "control", "sig", "facts", "origins"})


def _dump(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _load(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_INFLATED:
        raise MessageTooLarge(f"the message holds more than {MAX_INFLATED} bytes")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise MalformedMessage("the body is not JSON") from fault
    if not isinstance(message, dict) or not isinstance(message.get("v"), int):
        raise MalformedMessage("the body is not a message with a version")
    if message["v"] != VERSION:
        raise UnsupportedVersion(f"version {message['v']} is not spoken here, only {VERSION}")
    return message


def _signed_out(login: Login) -> int:
    return (_IDLE if login.idle else 1) if login.signed_out else 0


def _digest_out(digest: Digest) -> list[Any]:
    packed = base64.urlsafe_b64encode(digest.total.to_bytes(16, "big"))
    return [digest.count, packed.rstrip(b"=").decode("ascii")]


def _facts_out(facts: Iterable[SentFact], device: str, learner: str) -> dict[str, Any]:
    by_origin: dict[str, list[Fact]] = {}
    for sent in facts:
        by_origin.setdefault(sent.origin, []).append(sent.fact)
    out: dict[str, Any] = {}
    if own := by_origin.pop(learner, None):
        out["facts"] = _groups(own, device)
    if by_origin:
        out["origins"] = {origin: _groups(made, device) for origin, made in sorted(by_origin.items())}
    return out


def _groups(facts: list[Fact], device: str) -> list[list[Any]]:
    groups: dict[tuple[str, str, int], list[Any]] = {}
    latest: dict[tuple[str, str, int], int] = {}
    for (kind, item, made_on), (epoch, wall) in sorted(facts, key=lambda fact: (fact.stamp, fact.key)):
        head = ("" if made_on == device else made_on, kind, epoch)
        groups.setdefault(head, list(head)).extend([item, wall - latest.get(head, 0)])
        latest[head] = wall
    return list(groups.values())


class _Reader:
    """Takes the fields of a message one by one, and says of the first that is not as agreed what it is."""

    def __init__(self, message: Mapping[str, Any]) -> None:
        self._message = message

    def number(self, name: str) -> int:
        return _whole(self._message.get(name), name)

    def numbers(self, name: str, count: int) -> list[int]:
        values = self._list(name)
        if len(values) < count:
            raise MalformedMessage(f"{name} needs {count} numbers")
        return [_whole(value, name) for value in values[:count]]

    def random_id(self, name: str) -> str:
        value = self._message.get(name)
        if not isinstance(value, str) or not is_random_id(value):
            raise MalformedMessage(f"{name} is not an id")
        return value

    def now(self) -> Now:
        epoch, wall, offset = self.numbers("now", 3)
        match self._list("now")[3:]:
            case [str(nonce), *rest] if len(nonce) == 32 and nonce.isascii():
                return Now(epoch, wall, offset, nonce, _whole(rest[0], "now") if rest else None)
        raise MalformedMessage("now has no nonce of 32 characters")

    def digest(self) -> Digest:
        match self._list("digest"):
            case [int(count), str(packed)] if count >= 0:
                return Digest(count, _total(packed))
        raise MalformedMessage("digest is not a count and a sum")

    def login(self) -> Login:
        last_activity, signed_out = self.numbers("login", 2)
        return Login(last_activity, bool(signed_out), idle=signed_out == _IDLE)

    def client(self) -> tuple[str, str]:
        match self._list("client"):
            case [str(version), str(platform)] if len(version) <= 64 and len(platform) <= 64:
                return version, platform
        raise MalformedMessage("client is not a version and a platform")

    def spans(self) -> tuple[Span, ...]:
        return tuple(Span(*row) for row in self._rows("spans", 5))

    def floors(self) -> tuple[Floor, ...]:
        return tuple(Floor(*row) for row in self._rows("floors", 2))

    def control(self) -> dict[str, Any]:
        control = self._message.get("control", {})
        if not isinstance(control, dict):
            raise MalformedMessage("control is not an object")
        return control

    def signature(self) -> bytes:
        try:
            return base64.b64decode(str(self._message.get("sig", "")), validate=True)
        except (binascii.Error, ValueError) as fault:
            raise MalformedMessage("sig is not base64") from fault

    def facts(self, device: str, learner: str) -> tuple[SentFact, ...]:
        origins = self._message.get("origins", {})
        if not isinstance(origins, dict) or not all(is_random_id(origin) for origin in origins):
            raise MalformedMessage("origins is not an object by learner id")
        by_origin = {learner: self._message.get("facts", []), **origins}
        return tuple(
            SentFact(fact, origin) for origin, groups in by_origin.items() for fact in _facts_in(groups, device)
        )

    def unknown(self, known: frozenset[str]) -> dict[str, Any]:
        return {name: value for name, value in self._message.items() if name not in known}

    def _rows(self, name: str, count: int) -> list[list[int]]:
        """Lists of numbers, which a later version may make longer."""
        rows = self._message.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) >= count for row in rows):
            raise MalformedMessage(f"{name} is not a list of {count} numbers each")
        return [[_whole(value, name) for value in row[:count]] for row in rows]

    def _list(self, name: str) -> list[Any]:
        value = self._message.get(name)
        if not isinstance(value, list):
            raise MalformedMessage(f"{name} is not a list")
        return value


def _facts_in(groups: object, device: str) -> Iterator[Fact]:
    if not isinstance(groups, list):
        raise MalformedMessage("facts is not a list of groups")
    for group in groups:
        if not isinstance(group, list) or len(group) < 5 or len(group) % 2 == 0:
            raise MalformedMessage("a group of facts is not device, kind, epoch, then item and time by turns")
        yield from _group_in(group, device)


def _group_in(group: list[Any], device: str) -> Iterator[Fact]:
    made_on, kind, epoch = group[:3]
    wall = 0
    for item, later in zip(group[3::2], group[4::2], strict=True):
        wall += _whole(later, "facts")
        fact = Fact(Key(kind, item, made_on or device), Stamp(epoch, wall))
        try:
            check_fact(fact)
        except InvalidFact as fault:
            raise MalformedMessage(str(fault)) from fault
        yield fact


def _total(packed: str) -> int:
    try:
        raw = base64.urlsafe_b64decode(packed + "==")
    except (binascii.Error, ValueError) as fault:
        raise MalformedMessage("the digest's sum is not base64") from fault
    if len(raw) != 16:
        raise MalformedMessage("the digest's sum has not 16 bytes")
    return int.from_bytes(raw, "big")


def _whole(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise MalformedMessage(f"{name} is not a whole number")
    return value
