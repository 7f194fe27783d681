"""Learners for measuring: enrolled at a running server, each with the sync messages of a device that learns on."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from cor_protocol.facts import Digest, Fact, Key, Stamp, digest_of
from cor_protocol.ids import DeviceId, LearnerId
from cor_protocol.wire import Login, Now, Reply, Request, SentFact, decode_reply, encode_request

WALL = 1_790_000_000
"""The same second for all: a clock that runs as the server's does is no news to it."""
NONCE = "0" * 32


@dataclass(slots=True)
class BenchLearner:
    """A signed-in device and what it knows of its record."""

    device: DeviceId
    learner: LearnerId
    token: str
    revision: int = 0
    digest: Digest = field(default_factory=lambda: digest_of(()))

    def next_message(self) -> bytes:
        """The sync of one new fact, as the client would send it. Counts on the server to acknowledge it."""
        number = self.digest.count
        key = Key("activity.finished", f"what-a-relationship-changes:activity-{number}", self.device)
        fact = Fact(key, Stamp(1, WALL))
        message = encode_request(self._request(fact))
        self.digest, self.revision = self.digest.plus(fact), self.revision + 1
        return message

    def _request(self, fact: Fact) -> Request:
        return Request(
            device=self.device,
            learner=self.learner,
            now=Now(1, fact.stamp.wall, 0, NONCE),
            revision=self.revision,
            digest=self.digest,
            login=Login(fact.stamp.wall, False),
            client=("0.1.0", "linux"),
            facts=(SentFact(fact, self.learner),),
        )

    def read(self, reply: bytes) -> Reply:
        """Read what the server answered this device."""
        return decode_reply(reply, self.device, self.learner)


def enrolled(data: Path, count: int) -> list[BenchLearner]:
    """`count` learners of the server whose data folder this is, each with one device that is signed in."""
    command = [sys.executable, "-m", "bench.enroll", str(data), str(count)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    return [_learner(*line.split()) for line in said.splitlines()]


def _learner(device: str, learner: str, token: str) -> BenchLearner:
    return BenchLearner(DeviceId(device), LearnerId(learner), token)
