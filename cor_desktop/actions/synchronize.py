"""Bring this computer and the server to the same record: usually one request, and nothing a learner must understand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cor_desktop
from cor_desktop.actions.certificates import fetch_certificates
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import Profile, open_profile
from cor_desktop.errors import NotOurServer, Offline, RecordDeleted, ServerTrouble, SignInAgain, TooLarge, Trouble
from cor_desktop.store import epochs, facts, learners
from cor_desktop.store.learners import LearnerRow, current
from cor_desktop.sync.plan import Knowledge, Next, compose, is_genuine, is_wipe, smaller_part, what_next
from cor_protocol.wire import (
    Login,
    MalformedMessage,
    MessageTooLarge,
    Now,
    Reply,
    Request,
    UnsupportedVersion,
    decode_reply,
    encode_request,
)

MOST_ROUNDS = 200
"""A bound on requests in one sync: a whole record of 20,000 facts in small parts stays under it."""

Kind = Literal["sent", "nothing", "offline", "sign_in", "deleted", "trouble"]


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """How a sync went, in a sentence for the learner. `retry_after` is in seconds, where the server asked for it."""

    kind: Kind
    sentence: str
    new_certificates: int = 0
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an exchange that came to an end left: whether the record was wiped, and the last reply."""

    wiped: bool
    reply: Reply


def synchronize(desk: Desk) -> SyncOutcome:
    """Send what is unsent, merge what is new, fetch certificates. Blocks on the network; raises only NotSaved."""
    with desk.store.reading() as connection:
        learner = current(connection)
    if learner is None or not learner.has_account:
        return SyncOutcome("nothing", "Saved on this computer.")
    if desk.settings.work_offline:
        return SyncOutcome("offline", "You are working offline. What is not sent waits on this computer.")
    outcome = _try(desk, learner)
    with desk.store.transaction() as connection:
        synced_at = desk.clock.read().wall if outcome.kind == "sent" else None
        learners.keep_outcome(connection, learner.id, outcome.sentence, synced_at)
        if outcome.kind == "sign_in":
            learners.need_sign_in(connection, learner.id)
    return outcome


def _try(desk: Desk, learner: LearnerRow) -> SyncOutcome:
    try:
        profile = open_profile(desk, learner)
        if profile is None or not learner.signed_in:
            raise SignInAgain
        agreed = exchange(desk, learner, profile)
        if agreed.wiped:
            return SyncOutcome("deleted", str(RecordDeleted()))
        new = _certificates(desk, learner, profile, agreed.reply)
    except SignInAgain as trouble:
        return SyncOutcome("sign_in", str(trouble))
    except Offline as trouble:
        return SyncOutcome("offline", str(trouble))
    except ServerTrouble as trouble:
        return SyncOutcome("trouble", str(trouble), retry_after=trouble.retry_after)
    except Trouble as trouble:
        return SyncOutcome("trouble", str(trouble))
    return SyncOutcome("sent", "Everything is sent.", new_certificates=new)


def exchange(desk: Desk, learner: LearnerRow, profile: Profile) -> Agreed:
    """Exchange messages until both sides have the same digest. Raises ServerTrouble where they cannot agree.

    Raises SignInAgain, and sends nothing, where the address of the server is no longer the one of the sign-in.
    """
    if profile.server != desk.settings.server_address:
        raise SignInAgain("The server's address has changed. Please sign in again")
    full, full_exchanges, part = False, 0, None
    for _ in range(MOST_ROUNDS):
        request = _next_request(desk, learner, full=full, part=part)
        try:
            reply = _ask(desk, profile, request)
        except TooLarge:
            part = smaller_part(part)
            if part is None:
                raise
            continue
        if is_wipe(reply, request):
            _wipe(desk, learner)
            return Agreed(True, reply)
        match _merge(desk, learner, request, reply, full_exchanges):
            case Next.DONE:
                return Agreed(False, reply)
            case Next.SEND_ALL:
                full, full_exchanges = True, full_exchanges + 1
                _doubt_everything(desk, learner)
            case Next.STOP:
                break
            case Next.SEND_MORE:
                pass
    raise ServerTrouble(
        "This computer and the server do not agree on your record",
        "Everything is kept, here and there.",
        "Please tell us about it under Help.",
    )


def _next_request(desk: Desk, learner: LearnerRow, *, full: bool, part: int | None) -> Request:
    reading = desk.clock.read()
    with desk.store.transaction() as connection:
        row = learners.find(connection, learner.id) or learner
        unsent = facts.unsent_facts(connection, learner.id)
        epoch = epochs.stamp(connection, reading).epoch
        named = {fact.stamp.epoch for fact, _ in unsent if fact.key.device == desk.store.device}
        spans = epochs.spans(connection, named)
    knows = Knowledge(desk.store.device, learner.id, 0 if full else row.revision, row.digest, unsent)
    return compose(
        knows,
        Now(epoch, reading.wall, reading.offset, desk.nonce()),
        Login(row.last_activity, signed_out=False),
        (cor_desktop.__version__, _platform()),
        spans,
        full=full,
        part=part,
    )


def _ask(desk: Desk, profile: Profile, request: Request) -> Reply:
    """Send one request. Raises NotOurServer for an answer that is cut, malformed, or signed by nobody we know."""
    body = desk.server.exchange(profile.token, encode_request(request))
    try:
        reply = decode_reply(body, request.device, request.learner)
    except (MalformedMessage, MessageTooLarge, UnsupportedVersion) as fault:
        raise NotOurServer from fault
    if not is_genuine(reply, request, profile.server_key):
        raise NotOurServer(
            "The answer was not signed by your server",
            "It was not used. Your work is saved on this computer.",
            "If this goes on, ask who looks after the network.",
        )
    return reply


def _merge(desk: Desk, learner: LearnerRow, request: Request, reply: Reply, full_exchanges: int) -> Next:
    with desk.store.transaction() as connection:
        facts.join(connection, learner.id, reply.facts, unsent=False)
        facts.mark_sent(connection, learner.id, request.facts)
        learners.keep_revision(connection, learner.id, reply.revision)
        merged = facts.read_digest(connection, learner.id)
        still_unsent = facts.count_unsent(connection, learner.id)
    return what_next(merged, still_unsent, reply, full_exchanges)


def _doubt_everything(desk: Desk, learner: LearnerRow) -> None:
    with desk.store.transaction() as connection:
        facts.mark_all_unsent(connection, learner.id)


def _wipe(desk: Desk, learner: LearnerRow) -> None:
    with desk.store.transaction() as connection:
        learners.forget(connection, learner.id)
    desk.store.truncate_log()


def _certificates(desk: Desk, learner: LearnerRow, profile: Profile, reply: Reply) -> int:
    """Fetch certificates where the server's counter says there is something new; give how many came."""
    counter = reply.control.get("certificates", 0)
    if not isinstance(counter, int) or counter == learner.certificates_seen:
        return 0
    new = fetch_certificates(desk, learner, profile)
    with desk.store.transaction() as connection:
        learners.keep_certificates_seen(connection, learner.id, counter)
    return new


def _platform() -> str:
    import sys

    return sys.platform
