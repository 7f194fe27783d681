"""Exchange messages with the server about one learner's record. Which token speaks is the caller's choice."""

from __future__ import annotations

from dataclasses import dataclass

import cor_desktop
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import Profile
from cor_desktop.actions.system import system_name
from cor_desktop.actions.told import keep_told
from cor_desktop.errors import AddressChanged, NotOurServer, ServerTrouble, TooLarge
from cor_desktop.store import epochs, facts, learners
from cor_desktop.store.learners import LearnerRow
from cor_desktop.sync.plan import Knowledge, Next, compose, is_genuine, is_wipe, smaller_part, what_next
from cor_desktop.words import _
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


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an exchange that came to an end left: whether the record was wiped, and the last reply."""

    wiped: bool
    reply: Reply


def exchange(desk: Desk, learner: LearnerRow, profile: Profile) -> Agreed:
    """Exchange messages with a full token until both digests agree. Raises ServerTrouble where they cannot.

    Raises AddressChanged, and sends nothing, where the address of the server is no longer the one of the sign-in.
    """
    if profile.server != desk.settings.server_address:
        raise AddressChanged
    full, full_exchanges, part = False, 0, None
    for _round in range(MOST_ROUNDS):
        request = next_request(desk, learner, full=full, part=part)
        try:
            reply = ask(desk, profile, request)
        except TooLarge:
            part = smaller_part(part)
            if part is None:
                raise
            continue
        if is_wipe(reply, request):
            wipe(desk, learner)
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
        _("This computer and the server do not agree on your record"),
        _("Everything is kept, here and there."),
        _("Please tell us about it under Help."),
    )


def send(desk: Desk, learner: LearnerRow, profile: Profile) -> None:
    """Only send what is unsent, with an append token: nothing comes back. Raises as `exchange` does."""
    if profile.server != desk.settings.server_address:
        raise AddressChanged
    part = None
    for _round in range(MOST_ROUNDS):
        request = next_request(desk, learner, part=part)
        if not request.facts:
            return
        try:
            reply = ask(desk, profile, request)
        except TooLarge:
            part = smaller_part(part)
            if part is None:
                raise
            continue
        if is_wipe(reply, request):
            return wipe(desk, learner)
        with desk.store.transaction() as connection:
            epochs.learn(connection, desk.clock.read(), reply.time)
            facts.mark_sent(connection, learner.id, request.facts)


def tell(desk: Desk, learner: LearnerRow, profile: Profile, *, idle: bool) -> None:
    """Say in one message that the learner signed out or was idle: it ends the full token. Raises as `ask` does."""
    request = next_request(desk, learner, left=True, idle=idle)
    reply = ask(desk, profile, request)
    if is_wipe(reply, request):
        wipe(desk, learner)
    else:
        _merge(desk, learner, request, reply, 0)


def next_request(
    desk: Desk,
    learner: LearnerRow,
    *,
    full: bool = False,
    part: int | None = None,
    left: bool = False,
    idle: bool = False,
) -> Request:
    """What there is to say now; `left` tells that the learner is signed out, `idle` that nobody did it by hand."""
    reading = desk.clock.read()
    with desk.store.transaction() as connection:
        row = learners.find(connection, learner.id) or learner
        unsent = facts.unsent_facts(connection, learner.id)
        epoch = epochs.stamp(connection, reading).epoch
        named = {fact.stamp.epoch for fact, _ in unsent if fact.key.device == desk.store.device}
        spans = epochs.spans(connection, named)
        floors = epochs.floors(connection, named | {epoch}) if named else ()
        line = epochs.line(connection, epoch)
    knows = Knowledge(desk.store.device, learner.id, 0 if full else row.revision, row.digest, unsent)
    return compose(
        knows,
        Now(epoch, reading.wall, reading.offset, desk.nonce(), line),
        Login(row.last_activity, signed_out=left, idle=idle),
        (cor_desktop.__version__, system_name()),
        spans,
        floors,
        full=full,
        part=part,
    )


def ask(desk: Desk, profile: Profile, request: Request) -> Reply:
    """Send one request. Raises NotOurServer for an answer that is cut, malformed, or signed by nobody we know."""
    body = desk.server.exchange(profile.token, encode_request(request))
    try:
        reply = decode_reply(body, request.device, request.learner)
    except (MalformedMessage, MessageTooLarge, UnsupportedVersion) as fault:
        raise NotOurServer from fault
    if not is_genuine(reply, request, profile.server_key):
        raise NotOurServer(
            _("The answer was not signed by your server"),
            _("It was not used. Your work is saved on this computer."),
            _("If this goes on, ask who looks after the network."),
        )
    return reply


def _merge(desk: Desk, learner: LearnerRow, request: Request, reply: Reply, full_exchanges: int) -> Next:
    with desk.store.transaction() as connection:
        epochs.learn(connection, desk.clock.read(), reply.time)
        facts.join(connection, learner.id, reply.facts, unsent=False)
        facts.mark_sent(connection, learner.id, request.facts)
        learners.keep_revision(connection, learner.id, reply.revision)
        keep_told(connection, learner.id, reply)
        merged = facts.read_digest(connection, learner.id)
        still_unsent = facts.count_unsent(connection, learner.id)
    return what_next(merged, still_unsent, reply, full_exchanges)


def _doubt_everything(desk: Desk, learner: LearnerRow) -> None:
    with desk.store.transaction() as connection:
        facts.mark_all_unsent(connection, learner.id)


def wipe(desk: Desk, learner: LearnerRow) -> None:
    """Remove everything this computer has of a learner, from memory and every file. Raises NotSaved."""
    if desk.session.of(learner.id) is not None:
        desk.session.close()
    with desk.store.transaction() as connection:
        learners.forget(connection, learner.id)
    desk.store.truncate_log()
