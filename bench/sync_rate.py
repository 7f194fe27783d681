"""P9: syncs per second over HTTP, two workers, SQLite durable; beside the same SQL with no Django at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import bare_wsgi
from bench.first_paint import end
from bench.learners import BenchLearner, enrolled
from bench.result import Result, median, share_of_floor
from cor_desktop.sync.transport import Transport
from tools.local_server import HOST, LocalServer, free_port

ROUNDS = 7
CONNECTIONS = 8
LEARNERS_EACH = 6
SYNCS_EACH = 150
TARGET = 0.5


def measure() -> Iterator[Result]:
    """Both servers take the same messages in turn, from the same learners."""
    with tempfile.TemporaryDirectory() as name, _ours(Path(name) / "ours") as ours:
        transport = Transport(lambda: f"http://{HOST}:{ours}")
        with contextlib.closing(transport):
            learners = enrolled(Path(name) / "ours", CONNECTIONS * LEARNERS_EACH)
            with _floor(Path(name) / "floor.sqlite3", learners) as floor:
                rates = [_one_round(learners, floor, ours) for _ in range(ROUNDS + 1)][1:]
            _check(transport, learners)
    bare, served = (median(side) for side in zip(*rates, strict=True))
    what = f"server: syncs of one new record per second, {CONNECTIONS} connections, median of {ROUNDS}"
    yield share_of_floor("P9", what, served, "1/s", bare, TARGET)


def _one_round(learners: Sequence[BenchLearner], floor: int, ours: int) -> tuple[float, float]:
    loads = [_messages(learners[number::CONNECTIONS]) for number in range(CONNECTIONS)]
    return _rate(floor, loads), _rate(ours, loads)


def _messages(learners: Sequence[BenchLearner]) -> list[bytes]:
    """The HTTP requests of one connection, learners in turn."""
    return [_http(learners[number % len(learners)]) for number in range(SYNCS_EACH)]


def _http(learner: BenchLearner) -> bytes:
    body = learner.next_message()
    head = (
        f"POST /api/v1/sync HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {learner.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


def _rate(port: int, loads: Sequence[list[bytes]]) -> float:
    """Requests answered per second when every load runs on a connection of its own."""
    faults: list[BaseException] = []
    threads = [threading.Thread(target=_send_all, args=(port, load, faults)) for load in loads]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(map(len, loads)) / (time.perf_counter() - started)


def _send_all(port: int, load: Sequence[bytes], faults: list[BaseException]) -> None:
    try:
        with socket.create_connection((HOST, port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in load:
                connection.sendall(request)
                _take_answer(connection)
    except BaseException as fault:
        faults.append(fault)


def _take_answer(connection: socket.socket) -> None:
    answer = connection.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += _more(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"the server answered {answer[:300]!r}")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    while len(body) < length:
        body += _more(connection)


def _more(connection: socket.socket) -> bytes:
    if more := connection.recv(65536):
        return more
    raise RuntimeError("the server closed the connection")


def _check(transport: Transport, learners: Sequence[BenchLearner]) -> None:
    """A rate counts only where everything arrived."""
    for learner in learners:
        reply = learner.read(transport.exchange(learner.token, learner.next_message()))
        if reply.digest != learner.digest:
            raise RuntimeError("the server does not hold what was sent, so the rate means nothing")


@contextlib.contextmanager
def _ours(folder: Path) -> Iterator[int]:
    folder.mkdir()
    server = LocalServer(folder, free_port(), log=folder / "log")
    try:
        server.start()
        server.wait_until_ready()
        yield int(server.url.rpartition(":")[2])
    finally:
        server.stop()


@contextlib.contextmanager
def _floor(database: Path, learners: Sequence[BenchLearner]) -> Iterator[int]:
    _fill(database, learners)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1",
         "--host", HOST, "--port", str(port), "--log-level", "error", "bench.bare_wsgi:application"],
        env=os.environ | {"COR_BENCH_DATABASE": str(database)},
    )  # fmt: skip
    try:
        _wait_for(port)
        yield port
    finally:
        end(process)


def _fill(database: Path, learners: Sequence[BenchLearner]) -> None:
    connection = bare_wsgi.connect(str(database))
    connection.executescript(bare_wsgi.TABLES)
    tokens = [(hashlib.sha256(one.token.encode("ascii")).digest(), one.learner, one.device) for one in learners]
    connection.executemany("INSERT INTO token VALUES (?, ?, ?)", tokens)
    connection.close()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError("the floor's server did not start")
