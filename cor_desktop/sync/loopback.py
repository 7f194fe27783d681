"""Where the browser brings the code of a sign-in: a listener that only this computer reaches (RFC 8252, section 7.3).

The only listener of the program, and open only while a sign-in in the browser waits.
"""

from __future__ import annotations

import hmac
import re
import socketserver
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cor_desktop.words import _, is_right_to_left, language_tag, marked

HERE = "127.0.0.1"
_POLL = 0.2
"""Seconds after which is looked whether waiting is over."""
_PATIENCE = 1.0
"""Seconds that whoever connects may be silent: browsers open lines in advance, and say nothing on them."""
_CODE = re.compile(r"[A-Za-z0-9_-]{20,200}")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>COR Desktop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root {{ color-scheme: light dark; --paper: #faf8f4; --ink: #262a2e; --pine: #124a52 }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #14191b; --ink: #e9e7e2; --pine: #8fcad0 }} }}
body {{ margin: 0; border-top: 4px solid var(--pine); background: var(--paper); color: var(--ink);
  font: 1.1rem/1.6 system-ui, sans-serif }}
main {{ max-width: 34rem; margin: 16vh auto; padding: 0 1.5rem }}
h1 {{ font: bold 1.8rem/1.25 Georgia, serif; color: var(--pine); margin: 0 0 .6rem }}
</style></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""
_GOOD = (marked("You can go back to COR Desktop"), marked("You can close this window. COR Desktop goes on by itself."))
_STRANGER = (
    marked("This is not a page"),
    marked("COR Desktop is waiting here for a sign-in that was begun in it. Nothing was changed."),
)


class Loopback:
    """Listens from its making to its closing. `state` is what only the browser that we sent away can bring back."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._code = ""
        self._listener = _Listener((HERE, 0), self._handler())
        self._listener.timeout = _POLL
        self.port: int = self._listener.server_address[1]

    def wait(self, is_over: Callable[[], bool]) -> str | None:
        """The code, once a browser brings it with the right state; None where `is_over` says so before. Blocks."""
        while not self._code and not is_over():
            self._listener.handle_request()
        return self._code or None

    def close(self) -> None:
        """Listen no longer."""
        self._listener.server_close()

    def __enter__(self) -> Loopback:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take(self, host: str, path: str) -> bool:
        """Tell whether a request is the one that is waited for, and keep its code."""
        parts = urlsplit(path)
        brought = {name: values[0] for name, values in parse_qs(parts.query).items() if len(values) == 1}
        state, code = brought.get("state", ""), brought.get("code", "")
        # A page elsewhere whose name leads to this computer must not reach us under that name.
        is_ours = host == f"{HERE}:{self.port}" and parts.path == "/" and _CODE.fullmatch(code)
        if not is_ours or not hmac.compare_digest(state.encode("utf-8", "replace"), self._state.encode()):
            return False
        self._code = code
        return True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        take = self._take

        class Handler(BaseHTTPRequestHandler):
            timeout = _PATIENCE
            server_version, sys_version = "COR", ""

            def do_GET(self) -> None:
                is_ours = take(self.headers.get("Host", ""), self.path)
                self._say(200, *_GOOD) if is_ours else self._say(404, *_STRANGER)

            def _say(self, status: int, title: str, text: str) -> None:
                page = _page(title, text)
                self.send_response(status)
                for name, value in _headers(page).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, format: str, *values: Any) -> None:
                """Nothing: what is asked for holds the code."""

        return Handler


class _Listener(socketserver.TCPServer):
    """Shares its port with nobody, and takes who hangs up in the middle for what it is."""

    allow_reuse_address = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: whoever asks may come again."""


def _page(title: str, text: str) -> bytes:
    direction = "rtl" if is_right_to_left() else "ltr"
    return _PAGE.format(title=_(title), text=_(text), language=language_tag(), direction=direction).encode()


def _headers(page: bytes) -> dict[str, str]:
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(page)),
        "Content-Security-Policy": _POLICY,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Connection": "close",
    }
