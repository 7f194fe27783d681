"""The search finds a word however it was written down."""

from __future__ import annotations

import base64
import gzip
import zlib
from pathlib import Path

import pytest

from tools import look_for
from tools.look_for import ENCODINGS, files_with, forms, main, occurs

WORDS = ("Quillwhistle", "ümbrage")
TEXT = "before it, Quillwhistle, after it"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_in_every_encoding(word: str, encoding: str) -> None:
    assert occurs(forms(*WORDS), b"\x00\x01" + word.encode(encoding) + b"\x02")


@pytest.mark.parametrize(
    "written",
    [
        TEXT.upper().encode(),
        TEXT.encode("utf-16-be"),
        b"x" + zlib.compress(TEXT.encode()),
        b"\x1f\x8b" + gzip.compress(TEXT.encode("utf-16-le"), mtime=0),
        *(base64.b64encode(b"." * before + TEXT.encode()) for before in range(3)),
    ],
    ids=["capitals", "big-endian", "deflated", "gzip", "base64", "base64-1", "base64-2"],
)
def test_a_word_is_found_in_capitals_deflated_and_in_base64(written: bytes) -> None:
    assert occurs(forms(*WORDS), written)


def test_what_is_like_it_is_not_it() -> None:
    assert not occurs(forms(*WORDS), b"Quill, whistle; x\x9c and Quillwhistl" + base64.b64encode(b"Quillwhistl" * 9))


def test_a_word_is_found_across_what_is_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_for, "CHUNK", 16)
    (tmp_path / "long").write_text("0123456789" + TEXT)
    assert list(files_with([tmp_path], forms(*WORDS))) == [tmp_path / "long"]


def test_a_name_counts_and_a_link_does_not(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "quillwhistle.txt").touch()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "away")
    (tmp_path / "away").write_text(TEXT)
    assert list(files_with([tmp_path / "in"], forms(*WORDS))) == [tmp_path / "in" / "deep" / "quillwhistle.txt"]


def test_it_tells_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Quillwhistle Zanzibarry", str(tmp_path)]) == 0
    (tmp_path / "a").write_text(TEXT)
    assert main(["Quillwhistle Zanzibarry", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "0 files hold one of the words.",
        str(tmp_path / "a"),
        "1 files hold one of the words.",
    ]
