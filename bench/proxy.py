"""A plain TCP proxy in front of a server: counts what passes, and delays it as a long line would.

Every chunk arrives `delay` seconds after it was sent, in order, both ways. Connecting is not delayed, as in the figures
of the peers that P6 stands beside.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_REQUEST_LINE = re.compile(rb"(?:^|\r\n|\})(?:GET|POST|PUT|PATCH|DELETE|HEAD) [^ \r\n]+ HTTP/1\.[01]\r\n")


@dataclass(slots=True)
class Traffic:
    """Bytes that passed each way, headers included."""

    sent: bytearray = field(default_factory=bytearray)
    received: int = 0

    @property
    def requests(self) -> int:
        """HTTP requests that were sent."""
        return len(_REQUEST_LINE.findall(bytes(self.sent)))

    @property
    def total(self) -> int:
        """Bytes both ways."""
        return len(self.sent) + self.received


class Proxy:
    """Forwards to `port` of this machine. `delay` (seconds one way) and `traffic` may be replaced between requests."""

    def __init__(self, port: int) -> None:
        self.delay = 0.0
        self.traffic = Traffic()
        self.port = 0
        self._target = port

    async def serve(self) -> asyncio.Server:
        """Start listening on a free port."""
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        try:
            await asyncio.gather(self._pass(reader, far_writer, True), self._pass(far_reader, writer, False))
        except (ConnectionError, asyncio.CancelledError):
            pass  # One side hung up, or measuring is over; closing tells the other side.
        finally:
            writer.close()
            far_writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, outward: bool) -> None:
        loop = asyncio.get_running_loop()
        late: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        deliver = asyncio.create_task(_deliver(late, writer))
        while chunk := await reader.read(65536):
            self._count(chunk, outward)
            late.put_nowait((loop.time() + self.delay, chunk))
        late.put_nowait((loop.time() + self.delay, b""))
        await deliver

    def _count(self, chunk: bytes, outward: bool) -> None:
        if outward:
            self.traffic.sent.extend(chunk)
        else:
            self.traffic.received += len(chunk)


async def _deliver(late: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due, chunk = await late.get()
        await asyncio.sleep(due - loop.time())
        if not chunk:
            writer.close()
            return
        writer.write(chunk)


@contextlib.contextmanager
def running(port: int) -> Iterator[Proxy]:
    """A proxy to `port`, in a thread of its own."""
    proxy, loop = Proxy(port), asyncio.new_event_loop()
    server = loop.run_until_complete(proxy.serve())
    thread = threading.Thread(target=loop.run_forever, name="proxy")
    thread.start()
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(_hang_up())
        loop.close()


async def _hang_up() -> None:
    """End what still passes, and let the closed connections go."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)
