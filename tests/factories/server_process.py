"""The server as a process of its own, as people start it, and clients that talk HTTP to it."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from cor_protocol import wire
from cor_protocol.facts import Digest, Fact
from cor_protocol.ids import new_device_id, new_learner_id
from cor_protocol.wire import Login, Now, Reply, Request, SentFact

PASSWORD = "seven quiet herons wading"
PATIENCE = 60
"""Seconds after which a process that should have ended is taken to hang."""


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**changes: str) -> dict[str, str]:
    """The environment of a machine on which nothing is configured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COR_", "DJANGO_"))}
    return kept | changes


def cor_server(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "sync_server", *words]
    return subprocess.run(
        command,
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    url: str
    said: list[str]

    def workers(self) -> list[int]:
        """The ids of its child processes."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; gives the exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def serving(data: Path, *words: str, **env: str) -> Iterator[Server]:
    """A server that is ready; ended afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "sync_server", "serve", "--data", str(data), "--port", str(port), *words]
    with subprocess.Popen(command, env=environment(**env), stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Server(process, f"http://127.0.0.1:{port}", _until_ready(process))
        finally:
            if process.poll() is None:
                process.kill()


def _until_ready(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if "ready on" in line:
            return said
    raise AssertionError(f"the server ended with {process.wait()} before it was ready: {said}")


@dataclass
class Client:
    """A learner's device: it keeps its facts for ever, as the contract asks of it."""

    url: str
    device: str = field(default_factory=new_device_id)
    learner: str = field(default_factory=new_learner_id)
    email: str = field(default_factory=lambda: f"learner-{secrets.token_hex(4)}@example.org")
    token: str = ""
    facts: list[Fact] = field(default_factory=list)
    revision: int = 0

    def post(self, path: str, **body: Any) -> requests.Response:
        """Send JSON."""
        return requests.post(f"{self.url}/api/v1{path}", json=body, headers=self.headers(), timeout=PATIENCE)

    def get(self, path: str) -> requests.Response:
        """Ask for something."""
        return requests.get(f"{self.url}/api/v1{path}", headers=self.headers(), timeout=PATIENCE)

    def headers(self) -> dict[str, str]:
        """The token, where there is one."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def register(self) -> None:
        """Make an account."""
        person = {"first_name": "Ada", "last_name": "Lovelace", "email": self.email, "password": PASSWORD}
        answer = self.post("/accounts/register", **person, **self.machine())
        assert answer.status_code == 201, answer.text
        self.token, self.learner = answer.json()["token"], answer.json()["learner"]

    def machine(self) -> dict[str, str]:
        """What a sign-in says of the device."""
        return {"learner": self.learner, "device": self.device, "platform": "linux", "client": "0.1.0"}

    def sync(self, facts: Iterable[Fact] = (), *, full: bool = False) -> Reply:
        """One exchange that must succeed."""
        new = tuple(facts)
        self.facts += new
        request = Request(
            device=self.device,
            learner=self.learner,
            now=Now(1, 1_795_000_000, 0, secrets.token_hex(16)),
            revision=self.revision,
            digest=Digest(),
            login=Login(0, signed_out=False),
            client=("0.1.0", "linux"),
            facts=tuple(SentFact(fact, self.learner) for fact in (self.facts if full else new)),
            full=full,
        )
        answer = requests.post(
            f"{self.url}/api/v1/sync", data=wire.encode_request(request), headers=self.headers(), timeout=PATIENCE
        )
        assert answer.status_code == 200, answer.text
        reply = wire.decode_reply(answer.content, self.device, self.learner)
        self.revision = reply.revision
        return reply
