from __future__ import annotations

import http.client
import http.server
import threading
from collections.abc import Iterator

import pytest

from bench import proxy


class _Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def echo() -> Iterator[int]:
    """The port of a server that answers what it is sent."""
    with http.server.HTTPServer(("127.0.0.1", 0), _Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def _post(connection: http.client.HTTPConnection, body: bytes) -> bytes:
    connection.request("POST", "/", body)
    return connection.getresponse().read()


def test_what_passes_is_the_same_on_both_sides(echo: int) -> None:
    with proxy.running(echo) as line:
        connection = http.client.HTTPConnection("127.0.0.1", line.port)
        assert _post(connection, b"a fact") == b"a fact"
        connection.close()


def test_requests_of_one_connection_are_counted_one_by_one(echo: int) -> None:
    with proxy.running(echo) as line:
        connection = http.client.HTTPConnection("127.0.0.1", line.port)
        for _ in range(3):
            _post(connection, b'{"v":1}')
        connection.close()
        assert line.traffic.requests == 3


def test_bytes_of_both_ways_are_counted_with_their_headers(echo: int) -> None:
    with proxy.running(echo) as line:
        connection = http.client.HTTPConnection("127.0.0.1", line.port)
        _post(connection, b"x" * 1000)
        connection.close()
        assert (len(line.traffic.sent) > 1000, line.traffic.received > 1000) == (True, True)


def test_a_new_count_begins_when_it_is_replaced(echo: int) -> None:
    with proxy.running(echo) as line:
        connection = http.client.HTTPConnection("127.0.0.1", line.port)
        _post(connection, b"before")
        line.traffic = proxy.Traffic()
        _post(connection, b"after")
        connection.close()
        assert line.traffic.requests == 1
