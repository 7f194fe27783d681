"""What the server keeps of a learner's account, shown to its owner and changed by them (M1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cor_desktop.actions.accounts import seal_name
from cor_desktop.actions.change_email import change_email
from cor_desktop.actions.change_password import change_password
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.opening import open_here
from cor_desktop.actions.profile import Profile
from cor_desktop.actions.renewing import renewed
from cor_desktop.actions.unlocking import keep_open_profile
from cor_desktop.errors import Offline, SignInAgain
from cor_desktop.store import unlocking
from cor_desktop.store.learners import LearnerRow
from cor_desktop.sync.server import AccountReply
from cor_desktop.words import _

__all__ = ["MyAccount", "change_account", "change_email", "change_password", "my_account", "token_of"]


@dataclass(frozen=True, slots=True)
class MyAccount:
    """An account as its owner sees it. `has_password` is false where only an organization's sign-in opens it."""

    first_name: str
    last_name: str
    email: str
    organization_type: str
    association: str
    single_sign_on: bool
    has_password: bool


def my_account(desk: Desk) -> MyAccount:
    """Ask the server, and keep a name or email that was changed elsewhere. Blocks on network and vault.

    Raises Offline, Locked or SignInAgain.
    """
    learner, profile = token_of(desk)
    return _kept(desk, learner, profile, desk.server.account(profile.token))


def change_account(desk: Desk, **fields: str) -> MyAccount:
    """Change first_name, last_name, organization_type or association. Raises Refused with the field, or Offline."""
    learner, profile = token_of(desk)
    return _kept(desk, learner, profile, desk.server.change_account(profile.token, fields))


def token_of(desk: Desk) -> tuple[LearnerRow, Profile]:
    """Whoever is learning, with a profile that has a full token: a new one, where they signed in without the server.

    Raises Locked, Offline and the like, or SignInAgain where it has none and the password is not at hand.
    """
    learner, opened = open_here(desk)
    if desk.settings.work_offline:
        raise Offline(
            _("You are working offline"), _("Nothing is sent or fetched."), _("Switch Work offline off under Sync.")
        )
    if opened.profile.server != desk.settings.server_address:
        raise SignInAgain
    profile = opened.profile if opened.profile.token else renewed(desk, opened)
    if profile is None:
        raise SignInAgain
    return learner, profile


def _kept(desk: Desk, learner: LearnerRow, profile: Profile, reply: AccountReply) -> MyAccount:
    renewed = replace(profile, first_name=reply.first_name, last_name=reply.last_name, email=reply.email)
    if renewed != profile:
        keep_open_profile(desk, learner.id, renewed)
        _remember_anew(desk, learner, reply)
    return MyAccount(
        reply.first_name,
        reply.last_name,
        reply.email,
        reply.organization_type,
        reply.association,
        reply.single_sign_on,
        reply.has_password,
    )


def _remember_anew(desk: Desk, learner: LearnerRow, reply: AccountReply) -> None:
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner.id)
    if row is None or row.remembered_name is None:
        return
    sealed = seal_name(desk, learner.id, f"{reply.first_name} {reply.last_name}".strip(), reply.email)
    with desk.store.transaction() as connection:
        unlocking.keep(connection, replace(row, remembered_name=sealed))
