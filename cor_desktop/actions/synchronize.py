"""Bring this computer and the server to the same record: usually one request, and nothing a learner must understand."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import Literal

from cor_desktop.actions.append import send_for_others, send_only
from cor_desktop.actions.certificates import fetch_certificates
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.ending import end_here
from cor_desktop.actions.exchange import exchange
from cor_desktop.actions.opening import opened
from cor_desktop.actions.profile import Profile
from cor_desktop.actions.renewing import renewed
from cor_desktop.errors import (
    AddressChanged,
    Offline,
    ProxyWantsPassword,
    RecordDeleted,
    SecretsLocked,
    ServerTrouble,
    SignInAgain,
    Trouble,
)
from cor_desktop.store import learners, unlocking
from cor_desktop.store.learners import LearnerRow, current
from cor_desktop.words import _
from cor_protocol.accounts import Ended
from cor_protocol.wire import Reply

Kind = Literal["sent", "nothing", "offline", "sign_in", "deleted", "trouble"]


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """How a sync went, in a sentence for the learner. `retry_after` is in seconds, where the server asked for it.

    `course` is the version of the course that the server has; 0 where it did not say. `others` holds what stopped the
    work of those who are signed out here; `proxy_asks` tells that a proxy wants name and password.
    """

    kind: Kind
    sentence: str
    new_certificates: int = 0
    retry_after: int | None = None
    course: int = 0
    others: tuple[Kind, ...] = ()
    proxy_asks: bool = False


def synchronize(desk: Desk) -> SyncOutcome:
    """Send what is unsent, merge what is new, fetch certificates; then serve who is signed out here.

    Blocks on network and vault; raises only NotSaved.
    """
    with desk.store.reading() as connection:
        learner = current(connection)
    if desk.settings.work_offline and learner is not None and learner.has_account:
        return SyncOutcome("offline", _("You are working offline. What is not sent waits on this computer."))
    outcome = SyncOutcome("nothing", _("Saved on this computer."))
    if learner is not None and learner.has_account:
        outcome = _try(desk, learner)
        with desk.store.transaction() as connection:
            synced_at = desk.clock.read().wall if outcome.kind == "sent" else None
            # That all was sent is not kept: it stops being so with the next thing that is learned.
            told = "" if outcome.kind == "sent" else outcome.sentence
            learners.keep_outcome(connection, learner.id, told, synced_at)
    if outcome.kind in ("sent", "nothing", "sign_in"):
        return replace(outcome, others=_for_others(desk))
    return outcome


def _for_others(desk: Desk) -> tuple[Kind, ...]:
    if desk.settings.work_offline:
        return ("offline",)
    return tuple(_kind_of(trouble) for trouble in send_for_others(desk))


def _kind_of(trouble: Trouble) -> Kind:
    if isinstance(trouble, Offline):
        return "offline"
    return "sign_in" if isinstance(trouble, SignInAgain | SecretsLocked) else "trouble"


def _try(desk: Desk, learner: LearnerRow) -> SyncOutcome:
    profile = None
    try:
        profile = _full(desk, learner)
        if profile is None:
            return _send_only(desk, learner)
        agreed = exchange(desk, learner, profile)
        if agreed.wiped:
            return SyncOutcome("deleted", str(RecordDeleted()))
        new = _certificates(desk, learner, profile, agreed.reply)
    except SignInAgain as trouble:
        if profile is not None and _signed_in_meanwhile(desk, learner, profile):
            return _try(desk, learner)
        return _ended(desk, learner, trouble)
    except Offline as trouble:
        return SyncOutcome("offline", str(trouble), proxy_asks=isinstance(trouble, ProxyWantsPassword))
    except ServerTrouble as trouble:
        return SyncOutcome("trouble", str(trouble), retry_after=trouble.retry_after)
    except Trouble as trouble:
        return SyncOutcome("trouble", str(trouble))
    return SyncOutcome("sent", _("Everything is sent."), new_certificates=new, course=_course(agreed.reply))


def _full(desk: Desk, learner: LearnerRow) -> Profile | None:
    """A profile with a full token; None where there is none and the password is not at hand to get one."""
    found = opened(desk, learner)
    if found is None:
        return None
    return found.profile if found.profile.token else renewed(desk, found)


def _send_only(desk: Desk, learner: LearnerRow) -> SyncOutcome:
    """Nobody typed the password since the sign-in ended: what was learned is sent, and nothing comes.

    What ended it is said again, so that the sync that met it is not the only one to tell.
    """
    ended = SignInAgain(why=_why_ended(desk, learner))
    try:
        send_only(desk, learner)
    except (Offline, ServerTrouble):
        raise
    except Trouble:
        return SyncOutcome("sign_in", str(ended))
    if ended.why is not None:
        return SyncOutcome("sign_in", f"{_('Everything is sent.')} {ended.title}.")
    return SyncOutcome("sign_in", _("Everything is sent. Sign in again to get what is new."))


def _why_ended(desk: Desk, learner: LearnerRow) -> Ended | None:
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner.id)
    return Ended(row.ended) if row is not None and row.ended else None


def _signed_in_meanwhile(desk: Desk, learner: LearnerRow, used: Profile) -> bool:
    """Whether the learner signed in anew while this sync was under way: what ended is then the token of before."""
    found = desk.session.of(learner.id)
    return found is not None and found.profile.token not in ("", used.token)


def _ended(desk: Desk, learner: LearnerRow, trouble: SignInAgain) -> SyncOutcome:
    if isinstance(trouble, AddressChanged):
        with desk.store.transaction() as connection:
            learners.need_sign_in(connection, learner.id)
    else:
        end_here(desk, learner.id, trouble)
        with contextlib.suppress(Trouble):
            send_only(desk, learner)
    return SyncOutcome("sign_in", str(trouble))


def _course(reply: Reply) -> int:
    version = reply.control.get("content", 0)
    return version if type(version) is int else 0


def _certificates(desk: Desk, learner: LearnerRow, profile: Profile, reply: Reply) -> int:
    """Fetch certificates where the server's counter says there is something new; give how many came."""
    counter = reply.control.get("certificates", 0)
    if not isinstance(counter, int) or counter == learner.certificates_seen:
        return 0
    new = fetch_certificates(desk, learner, profile)
    with desk.store.transaction() as connection:
        learners.keep_certificates_seen(connection, learner.id, counter)
    return new
