"""What is fuzzed: whatever comes from outside and is read here. A target raises where it found a fault of ours."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from cor_desktop.authoring import check
from cor_protocol import wire
from cor_protocol.wire import MalformedMessage, MessageTooLarge, Reply, Request, SentFact, UnsupportedVersion
from tests.factories.module_folder import FILES

DEVICE, LEARNER = "d" * 26, "q" * 26
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


TARGETS: dict[str, Callable[[bytes], None]] = {"message": message, "reply": reply, "module-text": module_text}


def seeds(target: str) -> list[bytes]:
    """What fuzzing begins with: whole messages and files as they should be."""
    if target == "module-text":
        activities = [text for name, text in FILES.items() if name.startswith("activities/")]
        return [b"\0" + _ID.sub("id: begin", text, count=1).encode() for text in activities] + [
            b"\1" + SMALL[NAMES[1]].encode()
        ]
    whole = (GOLDEN / {"message": "request.json", "reply": "reply.json"}[target]).read_bytes()
    return [whole, wire.deflate(whole)[0]]


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
