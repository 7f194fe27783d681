"""What to send and what to take: pure decisions, no clock, no network, no database.

One exchange tells the server what it has not acknowledged and merges what it answers. Clean, and the digests differ?
Then everything counts as unsent again: a full exchange. Two of them without agreement: stop, keep all, say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from cor_protocol.facts import Digest
from cor_protocol.wire import FACTS_PER_PART, Floor, Login, Now, Reply, Request, SentFact, Span, signed_part

FULL_EXCHANGES = 2
"""How many full exchanges may fail to agree before a person has to look."""


class Next(Enum):
    """What follows a merged reply."""

    DONE = "done"
    SEND_MORE = "send more"
    SEND_ALL = "send all"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What this device knows of a learner's record before it asks."""

    device: str
    learner: str
    revision: int
    digest: Digest
    unsent: tuple[SentFact, ...]


def compose(
    knows: Knowledge,
    now: Now,
    login: Login,
    client: tuple[str, str],
    spans: Iterable[Span],
    floors: Iterable[Floor],
    *,
    full: bool,
    part: int | None,
) -> Request:
    """The request to send; `part` limits the number of facts after the server said that a message was too big."""
    return Request(
        device=knows.device,
        learner=knows.learner,
        now=now,
        revision=0 if full else knows.revision,
        digest=knows.digest,
        login=login,
        client=client,
        facts=knows.unsent[:part],
        spans=tuple(spans),
        floors=tuple(floors),
        full=full,
    )


def smaller_part(part: int | None) -> int | None:
    """The next smaller number of facts to try in one message; None when it cannot be any smaller."""
    if part is None:
        return FACTS_PER_PART
    return part // 2 or None


def is_genuine(reply: Reply, request: Request, server_key: bytes) -> bool:
    """Tell whether the server we know signed this reply, and signed it to this very request."""
    from cor_protocol.seal import SYNC_REPLY, BadSignature, verify  # cryptography: 0.1 s that no start should pay

    try:
        verify(server_key, SYNC_REPLY, signed_part(reply, request), reply.signature)
    except BadSignature:
        return False
    return True


def is_wipe(reply: Reply, request: Request) -> bool:
    """Tell whether the reply orders this learner's record off this device. Ask only of a genuine reply."""
    return reply.control.get("wipe") == [request.learner, request.device, request.now.nonce]


def what_next(merged: Digest, still_unsent: int, reply: Reply, full_exchanges: int) -> Next:
    """Decide after a reply has been merged; `full_exchanges` counts those already whole, this one included."""
    if merged == reply.digest:
        return Next.SEND_MORE if still_unsent else Next.DONE
    if still_unsent:
        return Next.SEND_MORE
    return Next.SEND_ALL if full_exchanges < FULL_EXCHANGES else Next.STOP
