"""A real server on this machine that answers every request with the same bytes: portals, proxies, the broken."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


class Answering:
    """Sends `answer` to whoever asks and hangs up; an `answer` of None accepts and stays silent."""

    def __init__(self, answer: bytes | None) -> None:
        self.asked: list[bytes] = []
        self._answer = answer
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                self._open.append(line)
                with contextlib.suppress(OSError):  # whoever asked may hang up first
                    self._answer_to(line)

    def _answer_to(self, line: socket.socket) -> None:
        self.asked.append(_request(line))
        if self._answer is not None:
            line.sendall(self._answer)
            line.close()

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for each in (self._listener, *self._open):
            each.close()
        self._thread.join(10)


def _request(line: socket.socket) -> bytes:
    """Read a whole request, so that hanging up does not look like a reset."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += line.recv(65536)
        if received.startswith(b"\x16"):  # a TLS handshake, which gets the answer in plain text
            return received
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [part for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:")]
    wanted = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < wanted:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def answering(answer: bytes | None) -> Iterator[Answering]:
    """The server, for as long as the block lasts."""
    server = Answering(answer)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def an_answer(status: str, body: bytes, kind: str = "application/json", **headers: str) -> bytes:
    """A whole HTTP answer."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
    return f"{head}{more}\r\n".encode() + body
