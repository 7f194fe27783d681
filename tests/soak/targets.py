"""What is fuzzed: whatever comes from outside and is read here. A target raises where it found a fault of ours."""

from __future__ import annotations

import atexit
import contextlib
import datetime
import hashlib
import io
import json
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from cor_desktop.authoring import check
from cor_desktop.learning.carried import carried
from cor_protocol import pack, seal, sync_file, wire
from cor_protocol.pack import PackFault
from cor_protocol.sync_file import Kind, SyncFileFault
from cor_protocol.wire import MalformedMessage, MessageTooLarge, Reply, Request, SentFact, UnsupportedVersion
from tests.factories.module_folder import FILES
from tests.factories.modules import a_module

DEVICE, LEARNER = "d" * 26, "q" * 26
KEY = bytes(range(32))
NAMES = ("activities/begin.md", "module.yaml")
SMALL = {name: text for name, text in FILES.items() if name in NAMES or not name.startswith("activities/")}
SMALL["module.yaml"] = re.sub(r"  - id: try-it\n.*\n", "", SMALL["module.yaml"])
SMALL["module.yaml"] = re.sub(r"order:.*", "order:\n  - begin\n", SMALL["module.yaml"], flags=re.DOTALL)
"""A module of one activity: checking it is quick."""
_ID = re.compile(r"id: [\w-]+")
GOLDEN = Path(__file__).resolve().parents[1] / "unit" / "cor_protocol" / "golden"


def message(raw: bytes) -> None:
    """A sync message as the server gets it. What is understood says the same when it is written and read again."""
    for body in _inflated(raw):
        try:
            request = wire.decode_request(body)
        except (MalformedMessage, MessageTooLarge, UnsupportedVersion):
            continue
        assert _said(wire.decode_request(wire.encode_request(request))) == _said(request)


def reply(raw: bytes) -> None:
    """A reply as a client gets it."""
    for body in _inflated(raw):
        try:
            read = wire.decode_reply(body, DEVICE, LEARNER)
        except (MalformedMessage, MessageTooLarge, UnsupportedVersion):
            continue
        assert _said(wire.decode_reply(wire.encode_reply(read, DEVICE, LEARNER), DEVICE, LEARNER)) == _said(read)


def module_text(raw: bytes) -> None:
    """An author's file, an activity or the module's: the first byte says which. What is wrong is told as a fault."""
    folder = _folder()
    name = NAMES[raw[0] % len(NAMES)] if raw else NAMES[0]
    (folder / name).write_bytes(raw[1:])
    check.check([folder])
    (folder / name).write_text(SMALL[name], "utf-8")


def pack_index(raw: bytes) -> None:
    """The index of a course that is offered, and of a module in it. What is read says the same written again."""
    try:
        index = pack.index_from_bytes(raw)
    except PackFault as fault:
        assert str(fault).endswith("."), "a refusal is a sentence"
        return
    assert pack.index_from_bytes(pack.index_to_bytes(index)) == index
    for entry in index.modules:
        with contextlib.suppress(PackFault):
            pack.read_module(lambda name, limit: raw[:limit], entry)


def sync_file_told(raw: bytes) -> None:
    """A sync file on either side, and what is in it: signed and sealed anew, so that it is not stopped at the door."""
    for read in (_as_server, _as_computer, sync_file.read_card):
        with contextlib.suppress(SyncFileFault):
            read(raw)
        with contextlib.suppress(SyncFileFault):
            read(raw[:-32] + hashlib.sha256(raw[:-32]).digest())
    for kind in (Kind.TO_SERVER, Kind.TO_COMPUTER):
        with contextlib.suppress(SyncFileFault):
            (_as_server if kind is Kind.TO_SERVER else _as_computer)(_sealed(kind, raw))


def carried_zip(raw: bytes) -> None:
    """A .zip that somebody carried here as a course."""
    place = _folder() / "carried.zip"
    place.write_bytes(raw)
    with contextlib.suppress(PackFault), carried(place) as read:
        for name in (pack.INDEX, pack.SIGNATURE, pack.blob_name("a" * 64)):
            with contextlib.suppress(PackFault):
                assert len(pack.fetch(read, name, 1000)) <= 1000


TARGETS: dict[str, Callable[[bytes], None]] = {
    "message": message,
    "reply": reply,
    "module-text": module_text,
    "pack-index": pack_index,
    "carried-zip": carried_zip,
    "sync-file": sync_file_told,
}


def seeds(target: str) -> list[bytes]:
    """What fuzzing begins with: whole messages and files as they should be."""
    if target == "module-text":
        activities = [text for name, text in FILES.items() if name.startswith("activities/")]
        return [b"\0" + _ID.sub("id: begin", text, count=1).encode() for text in activities] + [
            b"\1" + SMALL[NAMES[1]].encode()
        ]
    if target == "pack-index":
        return [_index()]
    if target == "carried-zip":
        return [_zip()]
    if target == "sync-file":
        return _sync_files()
    whole = (GOLDEN / {"message": "request.json", "reply": "reply.json"}[target]).read_bytes()
    return [whole, wire.deflate(whole)[0]]


def _index() -> bytes:
    """That of a pack of one module, which is signed for as long as it is not changed."""
    module = a_module("a", "b")
    entry = pack.entry_of(module, pack.compiled(module), {module.cover: b"<svg/>"})
    return pack.index_to_bytes(pack.PackIndex(7, (entry,), datetime.date(2027, 8, 31)))


def _as_server(raw: bytes) -> object:
    return sync_file.read_upload(raw, KEY)


def _as_computer(raw: bytes) -> object:
    return sync_file.read_download(raw, KEY, seal.public_key(KEY))


def _sealed(kind: Kind, said: bytes) -> bytes:
    """A file whose writer, who has the key, put these bytes into it."""
    head, body = sync_file.MAGIC + kind.value + sync_file._fingerprint(seal.public_key(KEY)), zlib.compress(said)
    inner = seal.public_key(KEY) + seal.sign(KEY, seal.SYNC_FILE, head + body) + body
    whole = head + seal.box(seal.public_key(KEY), head, inner)
    return whole + hashlib.sha256(whole).digest()


def _sync_files() -> list[bytes]:
    """Whole files, and what is said in one each way."""
    said = (GOLDEN / "request.json").read_text("utf-8").strip()
    request = wire.decode_request(said.encode())
    parts: list[dict[str, str]] = [{"message": said, "reader": ""}]
    up = json.dumps({"v": 1, "device": request.device, "parts": parts})
    parts = [{"message": said, "asked": request.learner, "state": "waiting"}]
    down = json.dumps({"v": 1, "device": request.device, "time": 5, "course": 1, "policy": {}, "parts": parts})
    upload = sync_file.Upload(request.device, seal.public_key(KEY), (sync_file.Asked(request),))
    card = sync_file.write_card("Our server", KEY)
    return [up.encode(), down.encode(), sync_file.write_upload(upload, KEY, seal.public_key(KEY)), card]


def _zip() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("course/", "")
        archive.writestr("course/index.json", _index())
        archive.writestr(f"course/{pack.blob_name('a' * 64)}", b"<svg/>")
    return into.getvalue()


def _said(read: Request | Reply) -> tuple[object, frozenset[SentFact]]:
    """What a message says; its facts are a set, in whatever order and however often they come."""
    return replace(read, facts=()), frozenset(read.facts)


def _inflated(raw: bytes) -> Iterator[bytes]:
    yield raw
    try:
        yield wire.inflate(raw)
    except (MalformedMessage, MessageTooLarge):
        return


@cache
def _folder() -> Path:
    """A sound module on the fastest disk there is."""
    memory = Path("/dev/shm")
    place = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, place)
    folder = place / "small-steps"
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
