"""The server as a process of its own, as people start it, and clients that talk HTTP to it."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from cor_protocol import wire
from cor_protocol.facts import Digest, Fact
from cor_protocol.ids import new_device_id, new_learner_id
from cor_protocol.wire import Login, Now, Reply, Request, SentFact
from tools.mailbox import Mailbox

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
    """A running server. What it says, mails included, stands in its log."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    @property
    def said(self) -> list[str]:
        """The lines it has said so far."""
        return self.log.read_text("utf-8", errors="replace").splitlines()

    def client(self) -> Client:
        """A learner's device that reads its mails where this server prints them."""
        return Client(self.url, Mailbox(self.log))

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
    """A server that is ready and prints its mails; ended afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "sync_server", "serve", "--data", str(data), "--port", str(port), *words]
    given = environment(**({"COR_SMTP_URL": "console:"} | env))
    with (
        tempfile.NamedTemporaryFile(suffix=".log") as log,
        subprocess.Popen(command, env=given, stdout=log) as process,
    ):
        try:
            yield _until_ready(Server(process, f"http://127.0.0.1:{port}", Path(log.name)))
        finally:
            if process.poll() is None:
                process.kill()


def _until_ready(server: Server) -> Server:
    pause = threading.Event()
    for _ in range(PATIENCE * 20):
        if any("ready on" in line for line in server.said):
            return server
        code = server.process.poll()
        assert code is None, f"the server ended with {code} before it was ready: {server.said}"
        pause.wait(0.05)
    raise AssertionError(f"the server is not ready: {server.said}")


@dataclass
class Client:
    """A learner's device: it keeps its facts for ever, as the contract asks of it."""

    url: str
    mailbox: Mailbox
    device: str = field(default_factory=new_device_id)
    learner: str = field(default_factory=new_learner_id)
    email: str = field(default_factory=lambda: f"learner-{secrets.token_hex(4)}@example.org")
    token: str = ""
    append_token: str = ""
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
        """Make an account, confirm its address by the code that was mailed, and sign this device in."""
        version = self.get("/policy").json()["version"]
        person = {"first_name": "Ada", "last_name": "Lovelace", "email": self.email, "password": PASSWORD}
        begun = self.step("signup", **person, policy_version=version)
        assert begun.status_code == 401, begun.text
        session = begun.json()["meta"]["session_token"]
        done = self.step("email/verify", session, key=self.mailbox.code_for(self.email))
        assert done.status_code == 200, done.text
        self.take_tokens(done.json()["meta"].get("session_token", session))

    def sign_in(self) -> None:
        """Sign this device in by address and password."""
        answer = self.step("login", email=self.email, password=PASSWORD)
        assert answer.status_code == 200, answer.text
        self.take_tokens(answer.json()["meta"]["session_token"])

    def step(self, path: str, session: str = "", **body: Any) -> requests.Response:
        """One step of a sign-in under way, as docs/sync.md says."""
        headers = {"X-Session-Token": session} if session else {}
        address = f"{self.url}/_allauth/app/v1/auth/{path}"
        return requests.post(address, json=body, headers=headers, timeout=PATIENCE)

    def take_tokens(self, session: str) -> None:
        """Exchange a finished sign-in."""
        address, headers = f"{self.url}/api/v1/accounts/devices", {"X-Session-Token": session}
        answer = requests.post(address, json=self.machine(), headers=headers, timeout=PATIENCE)
        assert answer.status_code == 201, answer.text
        told = answer.json()
        self.token, self.append_token, self.learner = told["token"], told["append_token"], told["learner"]

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
