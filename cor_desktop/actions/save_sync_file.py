"""Save a sync file: what is not sent yet, sealed to the server, to be carried there (B2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.device_key import device_key
from cor_desktop.actions.exchange import next_request
from cor_desktop.actions.file_keys import NoServerYet, data_key, reader_key, server_key
from cor_desktop.actions.unlocking import is_of_this_server
from cor_desktop.errors import Trouble
from cor_desktop.store import facts, learners, unlocking
from cor_desktop.store.learners import LearnerRow, current
from cor_desktop.sync.sync_file import not_taken, write_whole
from cor_desktop.words import marked
from cor_protocol.seal import public_key
from cor_protocol.sync_file import Asked, SyncFileFault, Upload, write_upload


class NothingToCarry(Trouble):
    """Nobody has learned anything here."""

    title = marked("There is nothing to carry yet")
    meaning = marked("Nobody who could take part in a sync file has started on this computer.")
    advice = marked("Choose Start learning, or sign in.")


@dataclass(frozen=True, slots=True)
class Saved:
    """What is in the file: how many unsent `items`, of how many `learners`."""

    path: Path
    items: int
    learners: int


def save_sync_file(desk: Desk, path: Path) -> Saved:
    """Write the file. In it is whoever is learning, and whoever has an account at this server and work unsent here.

    Nothing counts as sent by that. Blocks on vault and disk. Raises NoServerYet, NothingToCarry, KeyringLocked,
    SyncFileNotTaken (too large), or what a stick can do (NotSaved).
    """
    server = server_key(desk)
    if not server:
        raise NoServerYet
    who = _whose(desk)
    if not who:
        raise NothingToCarry
    key = device_key(desk)
    upload = Upload(desk.store.device, public_key(key), tuple(_part(desk, learner) for learner in who))
    try:
        raw = write_upload(upload, key, server)
    except SyncFileFault as fault:
        raise not_taken(fault) from fault
    write_whole(path, raw)
    with desk.store.reading() as connection:
        items = sum(facts.count_unsent_work(connection, learner.id) for learner in who)
    return Saved(path, items, len(who))


def _whose(desk: Desk) -> list[LearnerRow]:
    """Other guests' work stays here: they never chose to have it sent."""
    with desk.store.reading() as connection:
        here, rows = current(connection), unlocking.everyone(connection)
        known = {row.learner: learners.find(connection, row.learner) for row in rows}
        waits = {row.learner for row in rows if facts.count_unsent(connection, row.learner)}
    ours = [known[row.learner] for row in rows if is_of_this_server(desk, row)]
    who = [row for row in ours if row is not None and (row.id in waits or (here is not None and row.id == here.id))]
    if here is not None and not here.has_account:
        who.append(here)
    return who


def _part(desk: Desk, learner: LearnerRow) -> Asked:
    """Everything, not only what is unsent: a stick takes weeks, so one journey has to heal whatever is apart."""
    key = data_key(desk, learner)
    request = next_request(desk, learner)
    with desk.store.reading() as connection:
        everything = facts.all_facts(connection, learner.id)
    return Asked(replace(request, facts=everything, full=True), public_key(reader_key(key)) if key is not None else b"")
