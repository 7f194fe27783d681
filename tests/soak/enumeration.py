"""How long known and unknown addresses take: `python -m tests.soak.enumeration` (ASVS 6.3.8; not a test: it measures).

Asks a real server for both in turns and compares medians. Ends with 1 where they differ by more than a tenth and more
than five milliseconds: less is not told apart over a network in the tries that the limits allow.
"""

from __future__ import annotations

import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import requests

from tests.factories.server_process import PASSWORD, PATIENCE, Server, serving
from tests.server.process.test_under_attack import make_accounts

SAMPLES = 50
"""Of each kind: within a minute's limits for one address."""
TOLERANCE, LEAST = 0.10, 0.005


def _step(server: Server, path: str, body: dict[str, object]) -> None:
    requests.post(f"{server.url}/_allauth/app/v1/auth/{path}", json=body, timeout=PATIENCE)


def _login(server: Server, email: str) -> None:
    _step(server, "login", {"email": email, "password": "not the one at all"})


def _signup(server: Server, email: str) -> None:
    person = {"first_name": "Ada", "last_name": "Lovelace", "password": PASSWORD, "policy_version": 1}
    _step(server, "signup", {"email": email, **person})


def _reset(server: Server, email: str) -> None:
    _step(server, "password/request", {"email": email})


ASKED: dict[str, Callable[[Server, str], None]] = {"login": _login, "signup": _signup, "reset": _reset}


def measure(server: Server, ask: Callable[[Server, str], None], known: list[str]) -> tuple[float, float]:
    """The medians in seconds for known and for unknown addresses, asked in turns."""
    took: dict[bool, list[float]] = {True: [], False: []}
    for email in known:
        for is_known in (True, False):
            whom = email if is_known else f"{secrets.token_hex(6)}@example.org"
            before = time.perf_counter()  # noqa: TID251 - measuring is reading the clock
            ask(server, whom)
            took[is_known].append(time.perf_counter() - before)  # noqa: TID251
    return statistics.median(took[True]), statistics.median(took[False])


def main() -> int:
    """Measure everything; gives the exit code."""
    differ = 0
    known = [f"known-{number:06}@example.org" for number in range(SAMPLES)]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        make_accounts(Path(folder), known)
        for name, ask in ASKED.items():
            mine, nobodys = measure(server, ask, known)
            apart = abs(mine - nobodys)
            differ += apart > LEAST and apart > TOLERANCE * max(mine, nobodys)
            print(f"{name}: known {mine * 1000:.1f} ms, unknown {nobodys * 1000:.1f} ms, ratio {mine / nobodys:.3f}")
    return int(differ > 0)


if __name__ == "__main__":
    sys.exit(main())
