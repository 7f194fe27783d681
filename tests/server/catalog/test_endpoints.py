from __future__ import annotations

import base64
import zlib
from pathlib import Path

import pytest
from django.test import Client

from cor_protocol.pack import check_signatures, index_from_bytes, sha256_of
from sync_server.catalog import domain, shelf
from sync_server.common.keys import server_public_key
from tests.factories.modules import a_module
from tests.factories.packs import COVER, a_pack
from tests.factories.server import Device

pytestmark = pytest.mark.django_db
LONG = b"A page of a course, with many words. " * 40


@pytest.fixture
def index(tmp_path: Path) -> bytes:
    """A course is published; the bytes of its index."""
    folder = a_pack(tmp_path, a_module("one"), version=12)
    domain.load(folder)
    return (folder / "index.json").read_bytes()


def test_without_a_course_there_is_none_to_fetch(client: Client) -> None:
    assert client.get("/api/v1/course").status_code == 404


def test_the_course_is_told_in_few_words_and_signed_by_this_server(client: Client, index: bytes) -> None:
    told = client.get("/api/v1/course").json()
    assert (told["version"], told["index"], told["size"]) == (12, sha256_of(index), len(index))
    check_signatures(index, base64.b64decode(told["signatures"]), [server_public_key()])


def test_who_has_the_course_is_told_so_without_a_body(client: Client, index: bytes) -> None:
    etag = client.get("/api/v1/course").headers["ETag"]
    again = client.get("/api/v1/course", headers={"If-None-Match": etag})
    assert (etag, again.status_code, again.content) == (f'"{sha256_of(index)}"', 304, b"")
    assert client.get("/api/v1/course", headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_whole_course_can_be_fetched_by_its_hashes(client: Client, index: bytes) -> None:
    assert client.get(f"/api/v1/course/blobs/{sha256_of(index)}").content == index
    for blob in index_from_bytes(index).modules[0].blobs:
        raw = client.get(f"/api/v1/course/blobs/{blob.sha256}").content
        assert (len(raw), sha256_of(raw)) == (blob.size, blob.sha256)


def test_a_file_may_be_kept_for_ever_and_is_no_page(client: Client, index: bytes) -> None:
    headers = client.get(f"/api/v1/course/blobs/{sha256_of(COVER)}").headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")


def test_what_is_long_travels_deflated_to_who_can_read_that(client: Client) -> None:
    shelf.keep(LONG)
    address = f"/api/v1/course/blobs/{sha256_of(LONG)}"
    small = client.get(address, headers={"Accept-Encoding": "gzip, deflate"})
    assert (small.headers["Content-Encoding"], zlib.decompress(small.content)) == ("deflate", LONG)
    assert small.headers["Content-Length"] == str(len(small.content))
    assert client.get(address).content == LONG


@pytest.mark.parametrize(
    ("asked", "status", "got", "said"),
    [
        ("bytes=0-", 206, LONG, f"bytes 0-{len(LONG) - 1}/{len(LONG)}"),
        ("bytes=5-", 206, LONG[5:], f"bytes 5-{len(LONG) - 1}/{len(LONG)}"),
        ("bytes=5-7", 206, LONG[5:8], f"bytes 5-7/{len(LONG)}"),
        ("bytes=5-999999", 206, LONG[5:], f"bytes 5-{len(LONG) - 1}/{len(LONG)}"),
        (f"bytes={len(LONG)}-", 200, LONG, None),
        ("bytes=7-5", 200, LONG, None),
        ("bytes=-5", 200, LONG, None),
        ("bytes=0-1,3-4", 200, LONG, None),
        ("pages=1-2", 200, LONG, None),
    ],
)
def test_a_download_goes_on_from_any_byte(
    client: Client, asked: str, status: int, got: bytes, said: str | None
) -> None:
    shelf.keep(LONG)
    answer = client.get(f"/api/v1/course/blobs/{sha256_of(LONG)}", headers={"Range": asked})
    assert (answer.status_code, answer.headers.get("Content-Range")) == (status, said)
    assert answer.content == got


@pytest.mark.parametrize("name", ["0" * 64, "A" * 64, "..", "%2e%2e%2fcurrent.json", "0" * 63, "0" * 64 + "%0a"])
def test_what_is_no_file_of_a_course_is_missing(client: Client, index: bytes, name: str) -> None:
    assert client.get(f"/api/v1/course/blobs/{name}").status_code == 404


def test_p15_a_sync_tells_the_version_so_that_looking_costs_nothing(
    client: Client, device: Device, index: bytes
) -> None:
    assert device.sync(client).control["content"] == 12


def test_a_sync_says_nothing_of_a_course_that_is_not_there(client: Client, device: Device) -> None:
    assert "content" not in device.sync(client).control
