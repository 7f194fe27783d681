from __future__ import annotations

import pytest
from django.conf import settings

from cor_protocol.pack import MAX_SIGNATURES, SIGNATURE_SIZE, sha256_of
from sync_server.catalog import shelf
from sync_server.catalog.shelf import Published

RAW = b"a blob"


def test_what_is_kept_is_found_by_its_hash() -> None:
    shelf.keep(RAW)
    assert shelf.read(sha256_of(RAW)) == RAW


@pytest.mark.parametrize("name", ["", "../current.json", "0" * 64, sha256_of(RAW).upper(), sha256_of(RAW) + "\n"])
def test_nothing_else_is_found(name: str) -> None:
    shelf.keep(RAW)
    assert shelf.read(name) is None


def test_a_blob_that_was_cut_short_is_written_again() -> None:
    shelf.keep(RAW)
    (settings.COR_DATA / "course" / "blobs" / sha256_of(RAW)).write_bytes(RAW[:-1])
    shelf.keep(RAW)
    assert shelf.read(sha256_of(RAW)) == RAW


def test_a_newer_course_is_seen_at_once() -> None:
    assert shelf.published() is None
    for version in (1, 2):
        course = Published(version, sha256_of(RAW), b"s" * 64)
        shelf.publish(course)
        assert shelf.published() == course


def test_there_are_never_more_signatures_than_clients_look_at() -> None:
    shelf.keep(RAW)
    course = Published(1, sha256_of(RAW), b"s" * SIGNATURE_SIZE * MAX_SIGNATURES)
    signatures = shelf.signatures(course)
    assert (len(signatures), signatures[64:]) == (SIGNATURE_SIZE * MAX_SIGNATURES, course.signatures[:-64])


def test_the_course_lies_open_to_its_owner_only() -> None:
    shelf.keep(RAW)
    assert (settings.COR_DATA / "course" / "blobs").stat().st_mode & 0o077 == 0
