"""What the words about sticks do: `cor-server sync-file` and `cor-server quarantine`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cor_protocol import sync_file
from sync_server.config.actions import _open, _say
from sync_server.config.state import StateFault

if TYPE_CHECKING:
    from sync_server.sync_files.domain import Part, Taken
    from sync_server.sync_files.queries import Computer

ACTOR = "command line"


def import_sync_files(options: argparse.Namespace) -> int:
    """Take in each file; 1 where one of them was not taken."""
    _open()
    from sync_server.sync_files import domain

    failed = 0
    for file in options.files:
        try:
            taken = domain.import_file(_read(file), ACTOR)
        except (StateFault, domain.NotTaken) as fault:
            failed = 1
            if options.json:
                _say(json.dumps({"file": str(file), "taken": False, "why": str(fault)}))
            else:
                print(f"{file}: {fault}", file=sys.stderr, flush=True)
        else:
            _say(_as_json(file, taken) if options.json else f"{file}: {_in_words(taken)}")
    return failed


def reply_to_sync_file(options: argparse.Namespace) -> int:
    """Write the answer for each computer that is meant."""
    _open()
    from sync_server.sync_files import domain

    computers = _computers(options.to_whom)
    if len({computer.device for computer in computers}) > 1:
        raise StateFault(f"Several devices begin with {options.to_whom}. Give more of the id.")
    for number, computer in enumerate(computers):
        name = f"answer-{computer.device[:8]}{f'-{number + 1}' if number else ''}{sync_file.SUFFIX}"
        _write(options.to / name, domain.answer(*computer))
        _say(f"Wrote {options.to / name}. Load it on computer {computer.device[:8]}; no other can open it.")
    if not computers:
        raise StateFault(
            f"No file of {options.to_whom} was imported here. Use `cor-server sync-file import` first; "
            "`cor-server quarantine list` shows devices that wait."
        )
    return 0


def write_server_card(options: argparse.Namespace) -> int:
    """Write who this server is."""
    _open()
    from django.conf import settings

    from cor_protocol.seal import fingerprint
    from sync_server.common import keys

    file = options.to / f"server{sync_file.SUFFIX}"
    _write(file, sync_file.write_card(settings.COR_SERVER_NAME, keys.server_key()))
    _say(f"Wrote {file}. Whoever loads it compares this key: {in_groups(fingerprint(keys.server_public_key()))}")
    return 0


def list_quarantine(options: argparse.Namespace) -> int:
    """Print what waits, one a line."""
    _open()
    from sync_server.common import clock
    from sync_server.sync_files import queries

    for row in queries.waiting():
        words = [str(row.number), f"computer {row.device[:8]}", f"learner {row.learner}", _count(row.facts, "item")]
        words += [f"{_count(row.started, 'module')} started", f"{row.completed} completed"]
        _say("\t".join([*words, f"came {clock.date_of(row.received).isoformat()}"]))
    return 0


def confirm_quarantined(options: argparse.Namespace) -> int:
    """Say whose it is."""
    _open()
    from sync_server.sync_files import domain

    name = (options.first_name, options.last_name)
    part = domain.confirm(options.number, options.email, ACTOR, options.reason, name)
    _say(
        f"Taken in for {options.email}: {_count(part.new, 'new item')}. What this computer brings of this learner from "
        "now on is taken by itself. Write the answer with `cor-server sync-file reply`."
    )
    return 0


def refuse_quarantined(options: argparse.Namespace) -> int:
    """Drop it for good."""
    _open()
    from sync_server.sync_files import domain

    domain.refuse(options.number, ACTOR, options.reason)
    _say("Refused. Its items are dropped here; on the computer they stay. It can still be confirmed later.")
    return 0


def in_groups(fingerprint: str) -> str:
    """A fingerprint as people compare it: groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def _computers(to_whom: str) -> list[Computer]:
    from sync_server.sync_files import domain, queries

    file = Path(to_whom)
    if not file.is_file():
        return queries.computers(to_whom)
    upload = domain.open_file(_read(file))
    return [found for found in queries.computers(upload.device) if found.key == upload.key.hex()]


def _in_words(taken: Taken) -> str:
    merged = [part for part in taken.parts if part.state == "merged"]
    words = [f"{_count(sum(part.new for part in merged), 'new item')} of {_count(len(merged), 'learner')} taken in."]
    for part in taken.parts:
        if part.state == "waiting":
            words.append(
                f"{_count(part.facts, 'item')} of a learner that is not known from this computer wait "
                f"(`cor-server quarantine confirm {part.number}`)."
            )
        elif part.state == "refused":
            words.append("One learner's part was refused, as before.")
    return " ".join([*words, f"Answer with: cor-server sync-file reply {taken.device[:8]} --to FOLDER"])


def _as_json(file: Path, taken: Taken) -> str:
    return json.dumps({"file": str(file), "taken": True, "device": taken.device, "parts": [*map(_part, taken.parts)]})


def _part(part: Part) -> dict[str, object]:
    return {**part._asdict(), "state": part.state.value}


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _read(file: Path) -> bytes:
    """The bytes of a file, and no more than one may have. Raises StateFault."""
    try:
        with file.open("rb") as handle:
            return handle.read(sync_file.MAX_FILE + 1)
    except OSError as fault:
        raise StateFault(f"The file cannot be read: {fault.strerror}. Nothing was taken.") from fault


def _write(file: Path, raw: bytes) -> None:
    """Write a file whole or not at all, and read it back: sticks lie. Raises StateFault."""
    draft = file.with_suffix(".new")
    try:
        with draft.open("wb") as handle:
            handle.write(raw)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(file)
        is_whole = file.read_bytes() == raw
    except OSError as fault:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StateFault(f"{file} could not be written: {fault.strerror}.") from fault
    if not is_whole:
        raise StateFault(f"{file} does not hold what was written to it. Use another stick.")
