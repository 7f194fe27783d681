"""The store opens as it was left, and mends itself where it was damaged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cor_desktop.errors import NewerStore
from cor_desktop.store import facts, unlocking
from cor_desktop.store.learners import current, keep_profile, make_current
from cor_desktop.store.places import Place, keep_place, places
from cor_desktop.store.store import Store, open_store
from cor_desktop.store.unlocking import Unlocking
from cor_protocol.facts import digest_of
from cor_protocol.ids import is_random_id
from tests.factories.facts import LEARNER, a_fact, sent
from tests.fakes.clock import TUESDAY, HandClock

READING = HandClock().read()


def fill(store: Store, number: int) -> None:
    with store.transaction() as connection:
        make_current(connection, LEARNER)
        keep_profile(connection, LEARNER, b"sealed", signed_in=True)
        unlocking.keep(connection, Unlocking(LEARNER, b"belongs", b"lookup", sealed_key=b"key"))
        keep_place(connection, LEARNER, "a-module", Place(1, "one"))
        facts.join(connection, LEARNER, [sent(a_fact(f"a-module:n{n}")) for n in range(number)], unsent=True)
        facts.mark_sent(connection, LEARNER, [sent(a_fact("a-module:n0"))])


def test_a_device_keeps_its_id(path: Path) -> None:
    first = open_store(path, READING)
    first.close()
    again = open_store(path, READING)
    assert is_random_id(first.device)
    assert again.device == first.device
    assert not again.damaged
    again.close()


def test_windows_opened_at_the_same_moment_agree_on_the_device(path: Path) -> None:
    code = "import sys, pathlib, cor_desktop.store.store as s; sys.stdin.readline(); " + (
        "print(s.open_store(pathlib.Path(sys.argv[1]), (0, 0.0, 0)).device)"
    )
    windows = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    for window in windows:
        assert window.stdin
        window.stdin.write(b"\n")
        window.stdin.flush()
    assert len({window.communicate(timeout=60)[0] for window in windows} | {b""}) == 2


def test_a_file_that_is_no_database_is_put_aside_and_kept(path: Path) -> None:
    path.write_bytes(b"not a database, " * 1000)
    store = open_store(path, READING)
    assert store.damaged
    assert path.with_name(f"learning.db.damaged-{TUESDAY}").read_bytes() == b"not a database, " * 1000
    with store.reading() as connection:
        assert current(connection) is None
    store.close()


def test_what_a_damaged_database_still_gives_is_taken_over_as_unsent(path: Path) -> None:
    before = open_store(path, READING)
    fill(before, 400)
    before.close()
    damage(path)
    store = open_store(path, READING)
    assert store.damaged
    assert store.device != before.device
    with store.reading() as connection:
        learner = current(connection)
        kept = facts.all_facts(connection, LEARNER)
        assert learner is not None
        assert (learner.signed_in, learner.sealed_profile) == (True, b"sealed")
        found = unlocking.find(connection, LEARNER)
        assert found is not None
        assert found.sealed_key == b"key"
        assert len(kept) > 0
        assert facts.count_unsent(connection, LEARNER) == len(kept)
        assert learner.digest == digest_of(fact for fact, _ in kept)
        assert places(connection, LEARNER) == {"a-module": Place(1, "one")}
    store.close()


def test_a_second_damaged_database_does_not_overwrite_the_first(path: Path) -> None:
    for content in (b"first " * 100, b"second " * 100):
        path.write_bytes(content)
        open_store(path, READING).close()
    asides = [aside.read_bytes() for aside in path.parent.glob("*.damaged-*") if "-wal" not in aside.name]
    assert sorted(asides) == [b"first " * 100, b"second " * 100]


def test_a_newer_database_is_not_put_aside(path: Path) -> None:
    store = open_store(path, READING)
    with store.reading() as connection:
        connection.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(NewerStore):
        open_store(path, READING)
    assert path.exists()


def damage(path: Path) -> None:
    """Overwrite the last pages of the file, those written last: parts of the facts."""
    content = bytearray(path.read_bytes())
    content[-8192:-4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_another_device_is_the_same_after_the_next_start(path: Path, store: Store) -> None:
    before = store.device
    store.become_another_device()
    assert store.device != before
    again = open_store(path, HandClock().read())
    assert again.device == store.device
    again.close()
