from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken
from pytest_django.fixtures import Settings

from cor_protocol import seal
from sync_server.common import keys


def test_the_public_key_is_that_of_the_file(settings: Settings) -> None:
    private = settings.COR_SERVER_KEY_FILE.read_bytes()
    assert (keys.server_key(), keys.server_public_key()) == (private, seal.public_key(private))


def test_a_missing_key_is_an_error_and_never_a_new_key(settings: Settings, tmp_path: Path) -> None:
    settings.COR_SERVER_KEY_FILE = tmp_path / "gone"
    with pytest.raises(FileNotFoundError):
        keys.server_key()


@pytest.mark.parametrize(("raw", "is_key"), [(b"x" * 32, True), (b"x" * 31, False), (b"", False)])
def test_a_key_has_32_bytes(raw: bytes, is_key: bool) -> None:
    assert keys.is_server_key(raw) is is_key


def test_what_one_purpose_seals_no_other_opens() -> None:
    sealed = keys.box(b"one").encrypt(b"heron")
    assert keys.box(b"one").decrypt(sealed) == b"heron"
    with pytest.raises(InvalidToken):
        keys.box(b"other").decrypt(sealed)
