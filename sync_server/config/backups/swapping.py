"""Putting a restored server in the place of the one before, so that a crash at any moment leaves the one or the other.

The new one lies ready in `restoring/`. From the moment in which `restoring.json` is on the disk it is the server: the
plan in it is carried out, and carried out again by whichever command comes next, until the file is gone. Each step can
be done twice: a name moves aside only while nothing of that name lies aside, and into its place only while it waits.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from sync_server.common.tombstones import FILE as TOMBSTONES
from sync_server.config import state
from sync_server.config.databases import SQLITE_FILE
from sync_server.config.state import RESTORING, SECRET_KEY, SERVER_KEY, StateFault

STAGE = "restoring"
_NAMES = (SQLITE_FILE, f"{SQLITE_FILE}-wal", f"{SQLITE_FILE}-shm", SECRET_KEY, SERVER_KEY, TOMBSTONES, "course")
"""What a server is, in its data folder. The rest stays: backups, what an administrator keeps there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The folder for the server of before, what of it moves there, and what comes into its place. For PostgreSQL the
    schema in which its tables were put aside: where there is none, the restore did not come that far.
    """

    aside: str
    leaves: list[str]
    comes: list[str]
    schema: str = ""


def plan(data: Path, aside: str, schema: str = "") -> Plan:
    """What has to move, as the folders are now."""
    comes = [name for name in _NAMES if (data / STAGE / name).exists()]
    return Plan(aside, [name for name in _NAMES if (data / name).exists()], comes, schema)


def decide(data: Path, wanted: Plan) -> None:
    """Write the plan down, durably: from now on it will be carried out. Raises OSError."""
    if wanted.leaves:
        (data / wanted.aside).mkdir(mode=0o700, exist_ok=True)
    draft = data / f"{RESTORING}.new"
    with draft.open("wb") as handle:
        handle.write(json.dumps(asdict(wanted)).encode())
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(data / RESTORING)
    state.sync_folder(data)


def finish(data: Path) -> bool | None:
    """Carry out the plan: True. False where PostgreSQL did not keep the restore, so it is given up; None where there is
    no plan. Raises StateFault.
    """
    try:
        wanted = Plan(**json.loads((data / RESTORING).read_bytes()))
    except FileNotFoundError:
        return None
    holds = not wanted.schema or _is_there(wanted.schema)
    try:
        if holds:
            _move(data, wanted)
        (data / RESTORING).unlink()
        state.sync_folder(data)
        shutil.rmtree(data / STAGE, ignore_errors=True)
    except OSError as fault:
        raise StateFault(
            f"A restored server is being put into {data}, and that could not go on: {fault}. Nothing is lost. Let this "
            "command write there, and start it again."
        ) from fault
    return holds


def _move(data: Path, wanted: Plan) -> None:
    for name in wanted.leaves:
        if (data / name).exists() and not (data / wanted.aside / name).exists():
            (data / name).rename(data / wanted.aside / name)
    if wanted.leaves:
        state.sync_folder(data / wanted.aside)
    for name in wanted.comes:
        if (data / STAGE / name).exists():
            (data / STAGE / name).rename(data / name)
    state.sync_folder(data)


def _is_there(schema: str) -> bool:
    """Ask PostgreSQL whether the restore was committed there."""
    import psycopg

    try:
        with psycopg.connect(os.environ.get("COR_DATABASE_URL", "")) as connection:
            found = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema]).fetchone()
    except psycopg.Error as fault:
        raise StateFault(
            "A restore was interrupted, and only the database knows whether it came to its end, but the database "
            "cannot be reached. Check COR_DATABASE_URL, and that the database server runs."
        ) from fault
    return found is not None
