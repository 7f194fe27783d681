"""What lies on disk of a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.profile import Profile, read_profile, write_profile
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.errors import SecretsLocked
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
MODULE = a_module("one", "two")


def test_no_name_email_or_token_lies_readable_on_disk(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    open_activity(registered, MODULE, "one")
    for path in (tmp_path / "desk").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in ("Ana", "Bell", "ana@example.org", FORM.password, *server.tokens, *server.passes):
            assert secret.encode() not in content, path.name


def test_a_profile_reads_back_as_it_was_written() -> None:
    profile = Profile("Ana", "Bell", "ana@example.org", "token", b"key", "https://cor.example.org")
    assert read_profile(write_profile(profile)) == profile


def test_a_profile_shows_nobody_in_its_repr() -> None:
    profile = Profile("Ana", "Bell", "ana@example.org", "secret-token", b"key", "https://cor.example.org")
    assert not any(secret in repr(profile) for secret in ("Ana", "Bell", "ana@", "secret-token"))


@pytest.mark.parametrize("plain", [b"", b"[]", b"{}", b'{"server_key": 7}', b'{"server_key": "", "more": 1}'])
def test_bytes_that_are_no_profile_are_told(plain: bytes) -> None:
    with pytest.raises(SecretsLocked):
        read_profile(plain)
