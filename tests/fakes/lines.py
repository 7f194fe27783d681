"""Real servers on `::1`, as networks put them before a learner: TLS, an asking proxy, a portal, a black hole."""

from __future__ import annotations

import base64
import contextlib
import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

Answer = Callable[[bytes], bytes]
"""From the head of a request, and its body, to the bytes of the answer."""
_PATIENCE = 5.0


class Listening(socketserver.ThreadingTCPServer):
    """Listens on `::1` only; `asked` holds what every request said, in plain text."""

    address_family = socket.AF_INET6
    daemon_threads = True
    block_on_close = True

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        self.asked: list[bytes] = []
        super().__init__(("::1", 0), handler)
        self.port = int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked hung up, as a client does that does not trust."""


@contextlib.contextmanager
def listening(server: Listening) -> Iterator[Listening]:
    """The server, for as long as the block lasts."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def serving(
    answer: bytes | Answer, context: ssl.SSLContext | None = None
) -> contextlib.AbstractContextManager[Listening]:
    """A server that answers every request on a connection, over TLS where a context is given."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(_PATIENCE)
            if context is None:
                return self._answer_on(self.request)
            with contextlib.suppress(OSError), context.wrap_socket(self.request, server_side=True) as line:
                self._answer_on(line)

        def _answer_on(self, line: Any) -> None:
            while request := read_request(line):
                self.server.asked.append(request)  # type: ignore[attr-defined]
                line.sendall(answer(request) if callable(answer) else answer)

    return listening(Listening(Handler))


def proxy(name: str = "", password: str = "", refusal: bytes = b"") -> contextlib.AbstractContextManager[Listening]:
    """A proxy that makes tunnels, for whoever says name and password; `refusal` is what it answers to everybody."""
    login = base64.b64encode(f"{name}:{password}".encode())
    wanted = b"Proxy-Authorization: Basic " + login if name else b""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(_PATIENCE)
            request = read_request(self.request)
            self.server.asked.append(request)  # type: ignore[attr-defined]
            found = re.match(rb"CONNECT \[?([^\] ]+?)\]?:(\d+) ", request)
            if refusal or not found:
                self.request.sendall(refusal or b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            elif wanted.lower() not in request.lower():
                self.request.sendall(b"HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=x\r\n\r\n")
            else:
                self._tunnel(found[1].decode(), int(found[2]))

        def _tunnel(self, host: str, port: int) -> None:
            # Every name leads to this computer: the proxy looks names up, and a test has no name of its own.
            with socket.create_connection(("::1", port), timeout=_PATIENCE) as far:
                self.request.sendall(b"HTTP/1.1 200 Go on\r\n\r\n")
                back = threading.Thread(target=_pass, args=(far, self.request))
                back.start()
                _pass(self.request, far)
                back.join()

    return listening(Listening(Handler))


@contextlib.contextmanager
def black_hole() -> Iterator[int]:
    """A port of `::1` where connecting gets no answer at all: its queue is full and nobody takes from it."""
    with socket.socket(socket.AF_INET6) as hole:
        hole.bind(("::1", 0))
        hole.listen(0)
        port = hole.getsockname()[1]
        with contextlib.ExitStack() as waiting:
            for _ in range(3):
                one = waiting.enter_context(socket.socket(socket.AF_INET6))
                one.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    one.connect(("::1", port))
            yield port


def read_request(line: Any) -> bytes:
    """One whole request; nothing where the other side hung up."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = line.recv(65536)
        if not piece:
            return b""
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    while length and len(body) < int(length[1]):
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


def _pass(near: socket.socket, far: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := near.recv(65536):
            far.sendall(piece)
    with contextlib.suppress(OSError):
        far.shutdown(socket.SHUT_WR)
