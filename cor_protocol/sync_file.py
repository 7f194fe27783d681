"""A sync file (`.corsync`): the messages of a sync, carried on a stick (row B2).

    magic 16 | kind 1 | fingerprint of whom it is for 16 | box | SHA-256 of all before 32

The box opens to: the writer's public key 32 | signature 64 | deflated JSON. The signature covers everything before the
box and the JSON, so a file cannot be sealed anew to somebody else. The checksum proves nothing but that the file came
through whole: that is how a torn stick is told from a forger.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any, NamedTuple

from cor_protocol import seal
from cor_protocol.ids import is_random_id
from cor_protocol.wire import (
    MalformedMessage,
    MessageTooLarge,
    Reply,
    Request,
    UnsupportedVersion,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)

SUFFIX = ".corsync"
MAGIC = b"COR sync file 1\n"
MAX_FILE = 32 * 1024 * 1024
"""Bytes of a file: a shared computer's fifty whole records and their certificates fit."""
MAX_INFLATED = 64 * 1024 * 1024
MAX_PARTS = 500
"""Learners in one file."""

_KIND_AT = len(MAGIC)
_HEAD = _KIND_AT + 1 + 16
_CHECKSUM = 32
_SIGNED = 32 + 64
_VERSION = 1


class Kind(Enum):
    """Which way a file goes."""

    TO_SERVER = b">"
    TO_COMPUTER = b"<"
    CARD = b"="
    """A server introduces itself to computers that never reach it: its key and name, readable, signed by that key."""


class Why(StrEnum):
    """Why a file is not taken. Each side has a sentence for each."""

    NOT_A_SYNC_FILE = "not_a_sync_file"
    DAMAGED = "damaged"
    """It is cut short, or bytes have changed: copying it again may help."""
    TOO_LARGE = "too_large"
    WRONG_WAY = "wrong_way"
    """A file for a server was shown to a computer, or the other way round."""
    FOR_ANOTHER = "for_another"
    """It is sealed to another server, or to another computer."""
    FORGED = "forged"
    """It does not open, or was not signed by whom it must be: somebody changed it, or made it up."""
    NEWER = "newer"
    """It was written by a newer program."""


class SyncFileFault(ValueError):
    """A file is not taken, and nothing of it was used."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class State(StrEnum):
    """What became of a learner's part on the server."""

    MERGED = "merged"
    WAITING = "waiting"
    """Kept apart until somebody who looks after the server says whose it is."""
    REFUSED = "refused"


class Asked(NamedTuple):
    """What a computer says of one learner. `reader`: the public key that certificates are sealed to; may be empty."""

    request: Request
    reader: bytes = b""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to the server: who wrote it, by the key that signed it, and a part for each learner."""

    device: str
    key: bytes
    parts: tuple[Asked, ...]


class Answered(NamedTuple):
    """What the server says of one learner. `asked`: the id under which the computer asked; `request`: as it was joined.

    They differ in the learner where a record has become part of another. `reply` is there where it was merged;
    `certificates` is a box to the reader's key, or empty.
    """

    asked: str
    state: State
    request: Request
    reply: Reply | None = None
    certificates: bytes = b""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to a computer: for which device, the server's time (UTC seconds), and a part for each learner.

    `policy` is the newest privacy policy (version, title, text, published), or empty; `course` its course's version.
    """

    device: str
    time: int
    parts: tuple[Answered, ...]
    policy: Mapping[str, Any] = field(default_factory=dict)
    course: int = 0


class Card(NamedTuple):
    """Who a server is: its raw public key, and its name."""

    key: bytes
    name: str


class Certificate(NamedTuple):
    """A certificate on its way: its entry (number, module, title, awarded, state) and its document."""

    entry: Mapping[str, str]
    pdf: bytes


def write_upload(upload: Upload, device_key: bytes, server: bytes) -> bytes:
    """The bytes of a file to the server of this public key, signed with the device's private key."""
    parts = [
        {"message": encode_request(part.request).decode("ascii"), "reader": _out(part.reader)} for part in upload.parts
    ]
    return _write(Kind.TO_SERVER, {"device": upload.device, "parts": parts}, device_key, server)


def read_upload(raw: bytes, server_key: bytes) -> Upload:
    """Read a file with the server's private key. Raises SyncFileFault; then nothing of it may be used."""
    key, message = _read(Kind.TO_SERVER, raw, server_key)
    try:
        device = _device(message)
        parts = tuple(Asked(decode_request(_text(part, "message")), _in(part, "reader")) for part in _parts(message))
    except UnsupportedVersion as fault:
        raise SyncFileFault(Why.NEWER) from fault
    except MessageTooLarge as fault:
        raise SyncFileFault(Why.TOO_LARGE) from fault
    except MalformedMessage as fault:
        raise SyncFileFault(Why.FORGED) from fault
    learners = {part.request.learner for part in parts}
    if len(learners) < len(parts) or any(part.request.device != device for part in parts):
        raise SyncFileFault(Why.FORGED)
    if not all(seal.can_open(reader) for reader in (key, *(part.reader for part in parts if part.reader))):
        raise SyncFileFault(Why.FORGED)  # or the answer could not be sealed
    return Upload(device, key, parts)


def write_download(download: Download, server_key: bytes, device: bytes) -> bytes:
    """The bytes of a file to the computer of this public key, signed with the server's private key."""
    message = {
        "device": download.device,
        "time": download.time,
        "policy": dict(download.policy),
        "course": download.course,
        "parts": [_answer_out(part) for part in download.parts],
    }
    return _write(Kind.TO_COMPUTER, message, server_key, device)


def read_download(raw: bytes, device_key: bytes, server: bytes) -> Download:
    """Read a file with the device's private key; the server of this public key wrote it. Raises SyncFileFault."""
    key, message = _read(Kind.TO_COMPUTER, raw, device_key)
    if key != server:
        raise SyncFileFault(Why.FORGED)
    try:
        device, time, course = _device(message), message.get("time"), message.get("course", 0)
        policy = message.get("policy", {})
        if type(time) is not int or type(course) is not int or not isinstance(policy, dict):
            raise MalformedMessage("a field is of another type")
        return Download(device, time, tuple(_answer_in(part, device) for part in _parts(message)), policy, course)
    except UnsupportedVersion as fault:
        raise SyncFileFault(Why.NEWER) from fault
    except MessageTooLarge as fault:
        raise SyncFileFault(Why.TOO_LARGE) from fault
    except MalformedMessage as fault:
        raise SyncFileFault(Why.FORGED) from fault


def write_card(name: str, server_key: bytes) -> bytes:
    """The bytes of a card. It is as true as the way it came: whoever takes it compares the key's fingerprint."""
    key = seal.public_key(server_key)
    head = MAGIC + Kind.CARD.value + _fingerprint(key)
    said = name.encode("utf-8")[:200]
    whole = head + key + seal.sign(server_key, seal.SYNC_FILE, head + said) + said
    return whole + hashlib.sha256(whole).digest()


def is_card(raw: bytes) -> bool:
    """Tell whether these bytes begin as a card does."""
    return raw.startswith(MAGIC + Kind.CARD.value)


def read_card(raw: bytes) -> Card:
    """Read a card. Raises SyncFileFault."""
    _check_whole(raw)
    head, key, signature, said = (
        raw[:_HEAD],
        raw[_HEAD:][:32],
        raw[_HEAD + 32 :][:64],
        raw[_HEAD + _SIGNED : -_CHECKSUM],
    )
    if not is_card(raw):
        raise SyncFileFault(Why.WRONG_WAY)
    try:
        seal.verify(key, seal.SYNC_FILE, head + said, signature)
    except seal.BadSignature as fault:
        raise SyncFileFault(Why.FORGED) from fault
    if head[_KIND_AT + 1 :] != _fingerprint(key) or not seal.can_open(key):
        raise SyncFileFault(Why.FORGED)
    return Card(key, "".join(sign for sign in said.decode("utf-8", "ignore") if sign.isprintable()))


def seal_certificates(certificates: tuple[Certificate, ...], reader: bytes, learner: str) -> bytes:
    """Seal a learner's certificates so that only that learner opens them, whoever else uses the computer."""
    rows = [{**certificate.entry, "pdf": _out(certificate.pdf)} for certificate in certificates]
    return seal.box(reader, _certificates_of(learner), json.dumps(rows).encode("ascii"))


def open_certificates(sealed: bytes, reader_key: bytes, learner: str) -> tuple[Certificate, ...]:
    """Open what `seal_certificates` gave. Raises SyncFileFault where this is not the learner's key."""
    try:
        rows = json.loads(seal.unbox(reader_key, _certificates_of(learner), sealed))
        return tuple(Certificate({name: str(row[name]) for name in _ENTRY}, _in(row, "pdf")) for row in rows)
    except (seal.NotForThisKey, MalformedMessage, ValueError, TypeError, KeyError) as fault:
        raise SyncFileFault(Why.FORGED) from fault


_ENTRY = ("number", "module", "title", "awarded", "state")


def _certificates_of(learner: str) -> bytes:
    return b"certificates of " + learner.encode("ascii")


def _write(kind: Kind, message: Mapping[str, Any], writer_key: bytes, reader: bytes) -> bytes:
    body = zlib.compress(json.dumps({"v": _VERSION, **message}, separators=(",", ":")).encode("ascii"), 9)
    head = MAGIC + kind.value + _fingerprint(reader)
    signature = seal.sign(writer_key, seal.SYNC_FILE, head + body)
    whole = head + seal.box(reader, head, seal.public_key(writer_key) + signature + body)
    if len(whole) + _CHECKSUM > MAX_FILE:
        raise SyncFileFault(Why.TOO_LARGE)
    return whole + hashlib.sha256(whole).digest()


def _read(kind: Kind, raw: bytes, private: bytes) -> tuple[bytes, dict[str, Any]]:
    """The key of whoever wrote it, and what it says."""
    _check_whole(raw)
    head, sealed = raw[:_HEAD], raw[_HEAD:-_CHECKSUM]
    if head[_KIND_AT : _KIND_AT + 1] != kind.value:
        raise SyncFileFault(Why.WRONG_WAY)
    if head[_KIND_AT + 1 :] != _fingerprint(seal.public_key(private)):
        raise SyncFileFault(Why.FOR_ANOTHER)
    try:
        inner = seal.unbox(private, head, sealed)
        key, signature, body = inner[:32], inner[32:_SIGNED], inner[_SIGNED:]
        seal.verify(key, seal.SYNC_FILE, head + body, signature)
    except (seal.NotForThisKey, seal.BadSignature) as fault:
        raise SyncFileFault(Why.FORGED) from fault
    return key, _loaded(_inflated(body))


def _check_whole(raw: bytes) -> None:
    if len(raw) > MAX_FILE:
        raise SyncFileFault(Why.TOO_LARGE)
    if not raw.startswith(MAGIC[:-3]):
        raise SyncFileFault(Why.NOT_A_SYNC_FILE)
    if len(raw) < _HEAD + _CHECKSUM or hashlib.sha256(raw[:-_CHECKSUM]).digest() != raw[-_CHECKSUM:]:
        raise SyncFileFault(Why.DAMAGED)
    if not raw.startswith(MAGIC):
        raise SyncFileFault(Why.NEWER)


def _inflated(body: bytes) -> bytes:
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(body, MAX_INFLATED + 1)
    except zlib.error as fault:
        raise SyncFileFault(Why.FORGED) from fault
    if len(plain) > MAX_INFLATED:
        raise SyncFileFault(Why.TOO_LARGE)
    if not engine.eof:
        raise SyncFileFault(Why.FORGED)
    return plain


def _loaded(plain: bytes) -> dict[str, Any]:
    try:
        message = json.loads(plain)
    except (ValueError, RecursionError) as fault:
        raise SyncFileFault(Why.FORGED) from fault
    if not isinstance(message, dict) or type(message.get("v")) is not int:
        raise SyncFileFault(Why.FORGED)
    if message["v"] != _VERSION:
        raise SyncFileFault(Why.NEWER)
    return message


def _answer_out(part: Answered) -> dict[str, str]:
    request = part.request
    out = {"asked": part.asked, "state": part.state.value, "message": encode_request(request).decode("ascii")}
    if part.reply is not None:
        out["reply"] = encode_reply(part.reply, request.device, request.learner).decode("ascii")
    if part.certificates:
        out["certificates"] = _out(part.certificates)
    return out


def _answer_in(part: Mapping[str, Any], device: str) -> Answered:
    request, asked = decode_request(_text(part, "message")), _text(part, "asked").decode("ascii", "replace")
    state = part.get("state")
    if request.device != device or not is_random_id(asked) or state not in set(State):
        raise MalformedMessage("a part is not of this device, or of no state that is known")
    reply = decode_reply(_text(part, "reply"), device, request.learner) if "reply" in part else None
    if (reply is None) == (state == State.MERGED):
        raise MalformedMessage("what was merged has a reply, and nothing else has")
    return Answered(asked, State(state), request, reply, _in(part, "certificates"))


def _parts(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = message.get("parts")
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise MalformedMessage("parts is not a list of objects")
    if len(parts) > MAX_PARTS:
        raise MessageTooLarge("there are too many parts")
    return parts


def _device(message: Mapping[str, Any]) -> str:
    device = message.get("device")
    if not isinstance(device, str) or not is_random_id(device):
        raise MalformedMessage("device is not an id")
    return device


def _text(part: Mapping[str, Any], name: str) -> bytes:
    value = part.get(name)
    if not isinstance(value, str):
        raise MalformedMessage(f"{name} is not text")
    return value.encode("utf-8", "replace")


def _in(part: Mapping[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(str(part.get(name, "")), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise MalformedMessage(f"{name} is not base64") from fault


def _out(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _fingerprint(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:16]
