"""The server as actions see it: what it can be asked, and what it answers, in our own types.

`transport.py` is the one that asks over the network; it takes a while to import, so it is built when it is first asked.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """What a server says of itself. `key` is its raw public key; `help` a contact for questions."""

    name: str
    help: str
    hosted_by: str
    hosting_policy: str
    key: bytes
    registration: bool


@dataclass(frozen=True, slots=True)
class SignInReply:
    """What a sign-in gives: a token for this device, who the account is, and the id of its learning record."""

    token: str
    first_name: str
    last_name: str
    email: str
    learner: str
    key: bytes


@dataclass(frozen=True, slots=True)
class AwardedCertificate:
    """A certificate as the server lists it."""

    number: str
    module: str
    title: str
    awarded: datetime.date
    state: str


class Server(Protocol):
    """What a server can be asked. Every call may block, and raises a Trouble in words."""

    def server_info(self) -> ServerInfo:
        """Ask the server who it is."""
        ...

    def register(self, form: Mapping[str, str]) -> SignInReply:
        """Make an account. Raises Refused with the field where one is not accepted."""
        ...

    def sign_in(self, form: Mapping[str, str | None]) -> SignInReply:
        """Sign in to an account. Raises WrongCredentials."""
        ...

    def sign_out(self, token: str) -> None:
        """End this device's token on the server."""
        ...

    def exchange(self, token: str, message: bytes) -> bytes:
        """Send one sync message and give the answer's bytes, inflated."""
        ...

    def certificates(self, token: str) -> tuple[AwardedCertificate, ...]:
        """The certificates of the learner whose token this is."""
        ...

    def certificate_pdf(self, token: str, number: str) -> bytes:
        """One certificate's document. Raises NotThere where the server has none of that number for us."""
        ...


class LateServer:
    """A Server that is built by its first use, in whatever thread that is."""

    def __init__(self, build: Callable[[], Server]) -> None:
        self._build = build
        self._built: Server | None = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._built is None:
                self._built = self._build()
        return getattr(self._built, name)
