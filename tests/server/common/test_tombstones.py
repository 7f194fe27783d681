from __future__ import annotations

from pathlib import Path

import pytest

from cor_protocol.ids import new_learner_id
from sync_server.common.tombstones import Tombstone, append, read


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "tombstones.log"


@pytest.mark.parametrize(
    "torn", [b"learner abc", b"\xff\xfe\x00", b"learner " + b"a" * 26 + b" 17 deleted " + b"0" * 16]
)
def test_a_torn_or_damaged_line_is_passed_over_and_the_others_stay(log: Path, torn: bytes) -> None:
    first, second = (Tombstone(new_learner_id(), 1_700_000_000 + number) for number in range(2))
    append(log, [first])
    with log.open("ab") as file:
        file.write(torn)
    append(log, [second])
    assert read(log) == [first, second]


def test_logs_are_joined_in_any_order_and_with_repeats(log: Path) -> None:
    stones = [Tombstone(new_learner_id(), 1_700_000_000 + number) for number in range(3)]
    append(log, stones[:2])
    append(log, stones[::-1])
    assert set(read(log)) == set(stones)


def test_nothing_to_add_makes_no_file(log: Path) -> None:
    append(log, [])
    assert (log.exists(), read(log)) == (False, [])
