"""Load a sync file: what the server answered to one that was saved here. Or its card, which says who the server is."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from cor_desktop.actions.accounts import take_over
from cor_desktop.actions.certificates import keep_carried
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.device_key import device_key
from cor_desktop.actions.exchange import wipe
from cor_desktop.actions.file_keys import NoServerYet, data_key, guest_key, reader_key, server_key
from cor_desktop.actions.take_course import shelf_of
from cor_desktop.actions.told import keep_told
from cor_desktop.clock import Reading
from cor_desktop.errors import NotSaved, SecretsLocked
from cor_desktop.learning.trust import Trust
from cor_desktop.store import epochs, facts, learners
from cor_desktop.store.learners import LearnerRow, current
from cor_desktop.sync.plan import is_genuine, is_wipe
from cor_desktop.sync.sync_file import SyncFileNotTaken, not_taken, read_whole
from cor_desktop.words import _
from cor_protocol import sync_file
from cor_protocol.seal import fingerprint
from cor_protocol.sync_file import Answered, Certificate, Download, State, SyncFileFault, Why


@dataclass(frozen=True, slots=True)
class Introduction:
    """A server that says who it is: its key, name, and the key as people compare it."""

    key: bytes
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file brought, in numbers. `sent` items are on the server now, `waiting` and `refused` ones are not.

    `news` came from other devices; `certificates` are new here; `shut` counts learners who have to be signed in to get
    theirs; `wiped` those whose record was deleted as they asked; `unknown` those who are not on this computer any more.
    """

    sent: int = 0
    waiting: int = 0
    refused: int = 0
    news: int = 0
    certificates: int = 0
    shut: int = 0
    wiped: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class _Merged:
    """One learner's part, joined: whose record it is now, and whether it was news rather than an old file."""

    part: Answered
    learner: str
    fresh: bool


def load_sync_file(desk: Desk, path: Path) -> Loaded | Introduction:
    """Verify the whole file in memory, then join it in one transaction. Loading it again is harmless.

    Blocks on vault and disk. Raises NoServerYet, SyncFileNotTaken, NotReadable, KeyringLocked or NotSaved.
    """
    raw = read_whole(path)
    if sync_file.is_card(raw):
        return _introduction(desk, raw)
    server = server_key(desk)
    if not server:
        raise NoServerYet
    download = _verified(desk, raw, server)
    loaded, merged = _join(desk, download)
    for part in download.parts:
        if _orders_wipe(part):
            loaded = replace(loaded, wiped=loaded.wiped + _wiped(desk, part))
    for each in merged:
        loaded = _with_certificates(desk, each, loaded)
    return loaded


def take_server(desk: Desk, introduction: Introduction) -> None:
    """The learner says that this is their server: sync files go to it, and its courses are taken. Raises NotSaved."""
    try:
        Trust(shelf_of(desk).folder).remember(desk.settings.server_address, introduction.key)
    except OSError as fault:
        raise NotSaved from fault


def _introduction(desk: Desk, raw: bytes) -> Introduction:
    try:
        key, name = sync_file.read_card(raw)
    except SyncFileFault as fault:
        raise not_taken(fault) from fault
    known = server_key(desk)
    if known and known != key:
        raise SyncFileNotTaken(Why.FORGED)
    hexadecimal = fingerprint(key)
    return Introduction(key, name, " ".join(hexadecimal[at : at + 4] for at in range(0, len(hexadecimal), 4)))


def _verified(desk: Desk, raw: bytes, server: bytes) -> Download:
    try:
        download = sync_file.read_download(raw, device_key(desk), server)
    except SyncFileFault as fault:
        raise not_taken(fault) from fault
    if download.device != desk.store.device:
        raise SyncFileNotTaken(Why.FOR_ANOTHER)
    for part in download.parts:
        if part.reply is not None and not is_genuine(part.reply, part.request, server):
            raise SyncFileNotTaken(Why.FORGED)
    return download


def _join(desk: Desk, download: Download) -> tuple[Loaded, list[_Merged]]:
    reading, loaded = desk.clock.read(), Loaded()
    merged: list[_Merged] = []
    with desk.store.transaction() as connection:
        epochs.learn(connection, reading, download.time)
        for part in download.parts:
            row = _row_of(connection, part)
            if row is None:
                loaded = replace(loaded, unknown=loaded.unknown + 1)
            elif part.state is State.WAITING:
                loaded = replace(loaded, waiting=loaded.waiting + facts.count_unsent_work(connection, row.id))
            elif part.state is State.REFUSED:
                loaded = replace(loaded, refused=loaded.refused + facts.count_unsent_work(connection, row.id))
            elif not _orders_wipe(part):
                loaded = _join_part(connection, part, row, loaded, merged, reading)
    return loaded, merged


def _join_part(
    connection: sqlite3.Connection,
    part: Answered,
    row: LearnerRow,
    loaded: Loaded,
    merged: list[_Merged],
    reading: Reading,
) -> Loaded:
    assert part.reply is not None
    # An old file: something newer was merged since it was saved, and its word on what is sent is not news any more.
    fresh = row.revision in (part.request.revision, 0) or part.reply.revision >= row.revision
    before = facts.count_unsent_work(connection, row.id)
    count = facts.read_digest(connection, row.id).count
    facts.join(connection, row.id, part.reply.facts, unsent=False)
    keep_told(connection, row.id, part.reply, fresh=fresh)
    news = facts.read_digest(connection, row.id).count - count
    if fresh:
        facts.mark_sent(connection, row.id, part.request.facts)
        learners.keep_revision(connection, row.id, part.reply.revision)
        learners.keep_outcome(connection, row.id, _("A sync file came back."), reading.wall)
    merged.append(_Merged(part, row.id, fresh))
    return replace(
        loaded, sent=loaded.sent + before - facts.count_unsent_work(connection, row.id), news=loaded.news + news
    )


def _row_of(connection: sqlite3.Connection, part: Answered) -> LearnerRow | None:
    """The record it is about. A guest's that has become part of an account's takes over its id first."""
    asked, joined = learners.find(connection, part.asked), part.request.learner
    if part.asked == joined or asked is None or asked.has_account or part.state is not State.MERGED:
        return asked if part.asked == joined or part.state is not State.MERGED else learners.find(connection, joined)
    here = current(connection)
    learners.make_current(connection, joined)
    take_over(connection, part.asked, joined)
    if here is None:
        learners.leave(connection)
    elif here.id != part.asked:
        learners.make_current(connection, here.id)
    return learners.find(connection, joined)


def _orders_wipe(part: Answered) -> bool:
    return part.reply is not None and is_wipe(part.reply, part.request)


def _wiped(desk: Desk, part: Answered) -> int:
    with desk.store.reading() as connection:
        rows = [learners.find(connection, learner) for learner in {part.asked, part.request.learner}]
    here = [row for row in rows if row is not None]
    for row in here:
        wipe(desk, row)
    return len(here)


def _with_certificates(desk: Desk, merged: _Merged, loaded: Loaded) -> Loaded:
    with desk.store.reading() as connection:
        row = learners.find(connection, merged.learner)
    if row is None or not merged.part.certificates:
        return loaded
    try:
        key = data_key(desk, row)
        carried = _opened(desk, key, merged.part)
        if key is None or carried is None:
            return replace(loaded, shut=loaded.shut + 1)
        new = keep_carried(desk, row, key, carried, fresh=merged.fresh)
    except SecretsLocked:
        return replace(loaded, shut=loaded.shut + 1)
    counter = merged.part.reply.control.get("certificates") if merged.part.reply is not None else None
    if merged.fresh and type(counter) is int:
        with desk.store.transaction() as connection:
            learners.keep_certificates_seen(connection, row.id, counter)
    return replace(loaded, certificates=loaded.certificates + new)


def _opened(desk: Desk, key: bytes | None, part: Answered) -> tuple[Certificate, ...] | None:
    """Certificates open with the learner's key, or with a guest's, where they were one when the file was saved."""
    for each in (key, guest_key(desk, part.asked)):
        with contextlib.suppress(SyncFileFault):
            if each is not None:
                return sync_file.open_certificates(part.certificates, reader_key(each), part.asked)
    return None
