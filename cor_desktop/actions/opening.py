"""Open what is open without a password: the profile of whoever is signed in on their own machine and not locked."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.session import Opened
from cor_desktop.actions.unlocking import open_kept, unseal_profile
from cor_desktop.errors import Locked
from cor_desktop.store import learners, unlocking
from cor_desktop.store.learners import LearnerRow, current


def begin(desk: Desk) -> None:
    """The program starts. On a shared machine nobody is learning yet, and nothing opens without a password.

    Raises NotSaved.
    """
    boot = desk.clock.read().boot
    with desk.store.reading() as connection:
        rows, learner = unlocking.everyone(connection), current(connection)
    if any(row.failed_boot > boot for row in rows):
        with desk.store.transaction() as connection:
            unlocking.begin_anew(connection, boot)
    if desk.settings.shared_machine and (learner is not None or any(row.kept_key for row in rows)):
        with desk.store.transaction() as connection:
            learners.leave(connection)
            unlocking.shut_all(connection)
        desk.store.truncate_log()
    desk.session.locked = _is_locked(desk)


def drop_what_is_not_allowed(desk: Desk) -> None:
    """Settings about this computer changed: keys and names that may no longer be kept leave the disk. Raises NotSaved.

    Whoever is learning on a computer that is shared from now on goes on; the next start begins with nobody.
    """
    with desk.store.transaction() as connection:
        if desk.settings.shared_machine:
            unlocking.shut_all(connection)
        if not desk.settings.remember_names:
            unlocking.forget_all_names(connection)
    desk.store.truncate_log()


def opened(desk: Desk, learner: LearnerRow) -> Opened | None:
    """What is open of this learner; None where it takes their password, or for a guest.

    Blocks on the vault: call it in the background. Raises FromElsewhere, KeyringLocked or another SecretsLocked.
    """
    turn = desk.session.turn
    found = desk.session.of(learner.id)
    if found is not None or learner.sealed_profile is None:
        return found
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner.id)
    data_key = open_kept(desk, row) if row is not None and not row.locked_at else None
    if data_key is None:
        return None
    found = Opened(learner.id, data_key, unseal_profile(learner, data_key))
    return found if desk.session.open(found, turn) else None


def open_here(desk: Desk) -> tuple[LearnerRow, Opened]:
    """Whoever is learning, and what is open of them. Raises Locked where nothing is; blocks on the vault."""
    learner = desk.learner()
    found = opened(desk, learner)
    if found is None:
        raise Locked
    return learner, found


def _is_locked(desk: Desk) -> bool:
    with desk.store.reading() as connection:
        learner = current(connection)
        row = unlocking.find(connection, learner.id) if learner is not None else None
    return row is not None and row.locked_at > 0
