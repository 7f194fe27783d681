"""A PostgreSQL of our own for as long as it is needed: made, started, stopped and thrown away."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.local_server import free_port

_INSTALLED = Path("/usr/lib/postgresql")


class NoPostgresql(Exception):
    """There is none on this machine, or it may not run for us; the text says which."""


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A fresh server that only this machine reaches; gives its URL for COR_DATABASE_URL. Raises NoPostgresql."""
    programs, owner = _programs(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="cor-postgresql-"))
    port = free_port()
    try:
        shutil.chown(folder, owner)
        _run(owner, programs / "initdb", "-D", folder / "data", "-U", "cor", "--auth=trust", "-E", "UTF8")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"  # it is thrown away
        _run(owner, programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://cor@127.0.0.1:{port}/postgres"
        finally:
            _run(owner, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of the newest PostgreSQL that is installed."""
    found = sorted(_INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if there := shutil.which("initdb"):
        return Path(there).parent
    raise NoPostgresql("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def _owner() -> str:
    """Who it runs as: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise NoPostgresql("PostgreSQL does not run as root, and there is nobody else")


def _run(owner: str, *command: str | Path) -> None:
    words = [str(word) for word in command]
    as_owner = ["runuser", "-u", owner, "--", *words] if os.getuid() == 0 else words
    done = subprocess.run(as_owner, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NoPostgresql(f"{Path(words[0]).name} failed: {(done.stderr or done.stdout).strip()[-300:]}")
