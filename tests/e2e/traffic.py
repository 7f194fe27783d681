"""Records every byte between clients and a server, reads it as it was before compression, and cuts it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

from tools.look_for import inflated


class Recorder:
    """Listens on a port of its own and passes everything on.

    `cut_up` and `cut_down`, where set, end each connection after so many bytes towards the server or back from it.
    """

    def __init__(self, target: int) -> None:
        self.cut_up: int | None = None
        self.cut_down: int | None = None
        self._target = target
        self._streams: list[bytearray] = []
        self._up: list[bytearray] = []
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        """The address clients are given."""
        return f"http://127.0.0.1:{self.port}"

    def recorded(self) -> bytes:
        """Everything that passed, and after it whatever of it could be inflated."""
        plain = [bytes(stream) for stream in self._streams]
        return b"\n".join([*plain, *map(inflated, plain)])

    def sent(self) -> bytes:
        """What clients sent of that."""
        return b"\n".join(part for stream in self._up for part in (bytes(stream), inflated(bytes(stream))))

    def sent_each(self) -> list[bytes]:
        """What clients sent on each connection that was used, in an order of its own."""
        return sorted(bytes(stream) for stream in self._up if stream)

    def forget(self) -> None:
        """Begin to record anew."""
        self._streams.clear()
        self._up.clear()

    def start(self) -> None:
        """Begin to listen."""
        self._run(self._accept)

    def stop(self) -> None:
        """Hang up everywhere."""
        for each in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._sockets += [near, far]
                self._up.append(self._join(near, far, self.cut_up))
                self._join(far, near, self.cut_down)

    def _join(self, source: socket.socket, sink: socket.socket, cut: int | None) -> bytearray:
        stream = bytearray()
        self._streams.append(stream)
        self._run(lambda: _pass(source, sink, stream, cut))
        return stream

    def _run(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()


def _pass(source: socket.socket, sink: socket.socket, stream: bytearray, cut: int | None) -> None:
    with contextlib.suppress(OSError):
        while chunk := source.recv(65536):
            room = len(chunk) if cut is None else cut - len(stream)
            stream.extend(chunk[:room])
            sink.sendall(chunk[:room])
            if room < len(chunk):
                for each in (source, sink):
                    each.shutdown(socket.SHUT_RDWR)
        sink.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def recording(target: int) -> Iterator[Recorder]:
    """A recorder in front of the port `target`."""
    recorder = Recorder(target)
    recorder.start()
    try:
        yield recorder
    finally:
        recorder.stop()
