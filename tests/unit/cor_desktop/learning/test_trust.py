from __future__ import annotations

import base64
from pathlib import Path

import pytest

from cor_desktop.learning.trust import Trust

KEY, OTHER = b"k" * 32, b"o" * 32
HERE, THERE = "https://here.example.org", "https://there.example.org"


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path / "course", tmp_path / "publishers.txt")


def test_nobody_is_trusted_at_first(trust: Trust) -> None:
    assert (trust.keys(HERE), trust.server_key(HERE)) == ((), b"")


def test_the_key_of_a_server_counts_for_its_address_only(trust: Trust, tmp_path: Path) -> None:
    trust.remember(HERE, KEY)
    assert (trust.keys(HERE), trust.keys(THERE)) == ((KEY,), ())
    assert Trust(tmp_path / "course").server_key(HERE) == KEY


def test_a_server_that_was_signed_in_to_anew_counts_with_its_new_key(trust: Trust) -> None:
    trust.remember(HERE, KEY)
    trust.remember(HERE, OTHER)
    assert trust.keys(HERE) == (OTHER,)


def test_whoever_publishes_courses_for_the_program_counts_everywhere(trust: Trust, tmp_path: Path) -> None:
    lines = [base64.b64encode(KEY), b"", b"no key", base64.b64encode(b"short"), base64.b64encode(OTHER) + b" "]
    (tmp_path / "publishers.txt").write_bytes(b"\n".join(lines))
    trust.remember(HERE, b"s" * 32)
    assert trust.keys(HERE) == (KEY, OTHER, b"s" * 32)


@pytest.mark.parametrize("raw", [b"", b"[1]", b"{", b"\xff", b'{"https://here.example.org": 5}'])
def test_a_file_that_is_damaged_trusts_nobody(trust: Trust, tmp_path: Path, raw: bytes) -> None:
    trust.remember(HERE, KEY)
    (tmp_path / "course" / "servers.json").write_bytes(raw)
    assert trust.keys(HERE) == ()
    (tmp_path / "publishers.txt").write_bytes(b"\xff")
    assert trust.keys(HERE) == ()
