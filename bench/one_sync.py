"""P6: what the sync of one new record costs on the line: requests, bytes, and time beside the bare round trip."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench import proxy
from bench.learners import BenchLearner, enrolled
from bench.proxy import Proxy, Traffic
from bench.result import Result, at_most, beside_floor, median
from cor_desktop.sync.transport import Transport
from tools.local_server import LocalServer, free_port

ROUNDS = 9
ONE_WAY = 0.05
"""Seconds: a line with a round trip of 100 ms."""


def measure() -> Iterator[Result]:
    """Three results: requests, bytes and time."""
    echo = _echo_milliseconds()
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as port, proxy.running(port) as line:
        transport = Transport(lambda: f"http://127.0.0.1:{line.port}")
        with contextlib.closing(transport):
            (learner,) = enrolled(Path(folder), 1)
            rounds = [_one_sync(transport, line, learner) for _ in range(ROUNDS + 1)][1:]
    what = f"sync of one new record, median of {ROUNDS}"
    yield at_most("P6", f"{what}: requests", median(traffic.requests for traffic, _ in rounds), "requests", 1)
    yield at_most("P6", f"{what}: bytes both ways, with headers", median(t.total for t, _ in rounds), "B", 1000)
    taken = median(milliseconds for _, milliseconds in rounds)
    yield beside_floor("P6", f"{what}: time on a line of 100 ms", taken, "ms", echo, 1.2)


def _one_sync(transport: Transport, line: Proxy, learner: BenchLearner) -> tuple[Traffic, float]:
    line.traffic, line.delay = Traffic(), ONE_WAY
    message = learner.next_message()
    started = time.perf_counter()
    reply = learner.read(transport.exchange(learner.token, message))
    taken = (time.perf_counter() - started) * 1000
    if reply.digest != learner.digest:
        raise RuntimeError("the server does not hold what was sent, so this was no sync")
    return line.traffic, taken


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[int]:
    port = free_port()
    server = LocalServer(folder, port, log=folder / "log")
    try:
        server.start()
        server.wait_until_ready()
        yield port
    finally:
        server.stop()


class _Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while data := self.request.recv(64):
            self.request.sendall(data)


def _echo_milliseconds() -> float:
    """The floor: one byte there and back on the same line, with nobody thinking in between."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            with proxy.running(server.server_address[1]) as line:
                line.delay = ONE_WAY
                return _echo_through(line.port)
        finally:
            server.shutdown()
            thread.join()


def _echo_through(port: int) -> float:
    taken = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(ROUNDS):
            started = time.perf_counter()
            connection.sendall(b"x")
            connection.recv(1)
            taken.append((time.perf_counter() - started) * 1000)
    return median(taken)
