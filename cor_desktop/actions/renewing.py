"""A profile that was opened without the server gets a full token at the next contact, with the password just typed."""

from __future__ import annotations

from dataclasses import replace

from cor_desktop.actions.accounts import append_token_of, seal_device_pass, this_machine
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import Profile
from cor_desktop.actions.session import Opened
from cor_desktop.actions.sign_in import log_in
from cor_desktop.actions.unlocking import keep_open_profile
from cor_desktop.errors import SignInAgain, WrongCredentials
from cor_desktop.store import unlocking
from cor_desktop.store.unlocking import Unlocking
from cor_desktop.sync.server import SignInReply
from cor_protocol.accounts import Ended


def renewed(desk: Desk, opened: Opened) -> Profile | None:
    """The profile with a fresh full token; None where the password is not at hand, or a second factor is wanted.

    One at a time: a sync and a page that ask at once would end each other's token. Raises SignInAgain where the server
    knows another password by now, Locked where the window was locked meanwhile, and Offline and the like.
    """
    with desk.session.renewing:
        now = desk.session.of(opened.learner)
        return now.profile if now is not None and now.profile.token else _renewed(desk, opened)


def _renewed(desk: Desk, opened: Opened) -> Profile | None:
    with desk.store.reading() as connection:
        row = unlocking.find(connection, opened.learner)
    if opened.password is None or row is None or opened.profile.server != desk.settings.server_address:
        return None
    try:
        step = log_in(desk, opened.profile.email, opened.password, row)
    except WrongCredentials as fault:
        raise SignInAgain(why=Ended.PASSWORD) from fault
    if step.waits_for:
        desk.session.renew(opened.learner, opened.profile)
        return None
    return _keep(desk, row, opened.profile, desk.server.enroll(step.session, this_machine(desk, opened.learner)))


def _keep(desk: Desk, row: Unlocking, profile: Profile, reply: SignInReply) -> Profile:
    fresh = replace(profile, token=reply.token, server_key=reply.key, append_token=reply.append_token)
    append_token = append_token_of(desk, reply)
    device_pass = seal_device_pass(desk, row.learner, reply.device_pass)
    keep_open_profile(desk, row.learner, fresh)
    with desk.store.transaction() as connection:
        unlocking.keep_tokens(connection, row.learner, append_token, device_pass)
    return fresh
