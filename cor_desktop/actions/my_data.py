"""Everything this computer holds of whoever is learning, row for row, and a copy of it that they may take along.

Passwords, tokens and keys are never given out here: that they lie on the disk is said, what they are is not.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cor_desktop.actions.certificates import CertificateEntry, certificates
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import opened
from cor_desktop.actions.profile import Profile
from cor_desktop.errors import NotSaved, SecretsLocked
from cor_desktop.settings import Value
from cor_desktop.store import corrections, facts, unlocking
from cor_desktop.store.learners import LearnerRow, current
from cor_desktop.store.places import Place, places
from cor_desktop.words import _
from cor_protocol.corrections import Correction
from cor_protocol.facts import Fact


class KeptFact(NamedTuple):
    """A fact of the record, the learner id under which it was made, and whether the server has acknowledged it."""

    fact: Fact
    origin: str
    sent: bool


@dataclass(frozen=True, slots=True)
class NameHere:
    """Who the learner is, as it lies sealed on this computer; `server` is the address that signed them in."""

    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    email: str = field(repr=False)
    server: str


@dataclass(frozen=True, slots=True)
class SignInHere:
    """What this computer keeps about signing in on it. `locked_at` is UTC seconds, 0 where it is not locked.

    `opens_by_itself`: whoever opens the program on this computer sees the profile without a password.
    """

    name_remembered: bool
    failures: int
    locked_at: int
    ended: str
    here_only: bool
    opens_by_itself: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What is held here of one learner. `name` and `certificates` are None where they cannot be opened just now.

    `learner`, `device` are random ids; times are UTC seconds; `odd` is how many facts the server's staff look at.
    """

    learner: str
    device: str
    has_account: bool
    signed_in: bool
    name: NameHere | None = None
    facts: tuple[KeptFact, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    certificates: tuple[CertificateEntry, ...] | None = ()
    last_activity: int = 0
    last_sync: int | None = None
    last_outcome: str = ""
    odd: int = 0
    corrections: tuple[Correction, ...] = ()
    open_page: str = ""
    sign_in: SignInHere | None = None
    settings: Mapping[str, Value] = field(default_factory=dict)


def held_here(desk: Desk) -> Held | None:
    """Read it; None where nobody is learning. Opens the vault: call it in the background."""
    with desk.store.reading() as connection:
        learner = current(connection)
        if learner is None:
            return None
        waiting = {sent.fact for sent in facts.unsent_facts(connection, learner.id)}
        kept = facts.all_facts(connection, learner.id)
        kept_places = places(connection, learner.id)
        row = unlocking.find(connection, learner.id)
        corrected = corrections.corrections(connection, learner.id)
    return Held(
        learner=learner.id,
        device=desk.store.device,
        has_account=learner.has_account,
        signed_in=learner.signed_in,
        name=_name(desk, learner),
        facts=tuple(KeptFact(fact, origin, fact not in waiting) for fact, origin in kept),
        places=kept_places,
        certificates=_certificates(desk),
        last_activity=learner.last_activity,
        last_sync=learner.last_sync,
        last_outcome=learner.last_outcome,
        odd=learner.odd,
        corrections=corrected,
        open_page=learner.open_page,
        sign_in=_sign_in(row) if row is not None else None,
        settings={setting.name: desk.settings.get(setting.name) for setting in desk.settings.declared()},
    )


def write_copy(path: Path, copy: str) -> None:
    """Write a copy where the learner wants it, readable by anybody who can read that place. Raises NotSaved."""
    try:
        path.write_text(copy, "utf-8", newline="\n")
    except OSError as fault:
        raise NotSaved(
            _("The copy could not be saved there"),
            _("Nothing is changed, and nothing is lost."),
            _("Choose another folder."),
        ) from fault


def _name(desk: Desk, learner: LearnerRow) -> NameHere | None:
    profile: Profile | None = None
    with contextlib.suppress(SecretsLocked):
        found = opened(desk, learner)
        profile = found.profile if found is not None else None
    return NameHere(profile.first_name, profile.last_name, profile.email, profile.server) if profile else None


def _certificates(desk: Desk) -> tuple[CertificateEntry, ...] | None:
    try:
        return certificates(desk)
    except SecretsLocked:
        return None


def _sign_in(row: unlocking.Unlocking) -> SignInHere:
    return SignInHere(
        name_remembered=row.remembered_name is not None,
        failures=row.failures,
        locked_at=row.locked_at,
        ended=row.ended,
        here_only=bool(row.here_only),
        opens_by_itself=row.kept_key is not None,
    )
