"""What is sealed opens here and nowhere else: with a keyring that encrypts, or a private file where there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import keyring.errors
import pytest

from cor_desktop.errors import FromElsewhere, KeyringLocked, NotSaved, SecretsLocked
from cor_desktop.vault import DoesNotOpen, Vault, new_key, open_with, seal_with

SECRET = b"Ana Bell, ana@example.org"


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory that can be locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError

    def _check(self) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def no_ring() -> Iterator[None]:
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "data" / "secrets.json"


def test_the_secret_lies_in_the_keyring_and_not_on_disk(ring: Ring, marker: Path) -> None:
    vault = Vault(marker)
    sealed = vault.seal("profile", SECRET)
    assert vault.kind == "keyring"
    assert json.loads(marker.read_text()) == {"kind": "keyring"}
    assert Vault(marker).open("profile", sealed) == SECRET
    (kept,) = ring.kept.values()
    assert kept not in marker.read_text()


def test_without_a_keyring_the_secret_lies_in_a_private_file(no_ring: None, marker: Path) -> None:
    vault = Vault(marker)
    sealed = vault.seal("profile", SECRET)
    assert vault.kind == "file"
    assert marker.stat().st_mode & 0o777 == 0o600
    assert Vault(marker).open("profile", sealed) == SECRET


def test_a_keyring_that_writes_plain_text_is_refused(marker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends.null import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)
    assert Vault(marker).kind == "file"


def test_what_is_sealed_does_not_show_what_it_holds(no_ring: None, marker: Path) -> None:
    vault = Vault(marker)
    assert SECRET not in vault.seal("profile", SECRET)
    assert vault.seal("profile", SECRET) != vault.seal("profile", SECRET)


@pytest.mark.parametrize("position", [0, 12, -1])
def test_one_changed_byte_keeps_it_shut(no_ring: None, marker: Path, position: int) -> None:
    vault = Vault(marker)
    sealed = bytearray(vault.seal("profile", SECRET))
    sealed[position] ^= 1
    with pytest.raises(SecretsLocked):
        vault.open("profile", bytes(sealed))


def test_what_was_sealed_for_one_purpose_does_not_open_for_another(no_ring: None, marker: Path) -> None:
    vault = Vault(marker)
    with pytest.raises(SecretsLocked):
        vault.open("certificate", vault.seal("profile", SECRET))


def test_a_locked_keyring_is_told_and_makes_no_second_secret(ring: Ring, marker: Path) -> None:
    Vault(marker).seal("profile", SECRET)
    ring.locked = True
    with pytest.raises(KeyringLocked, match="keyring is locked"):
        Vault(marker).seal("profile", SECRET)
    assert json.loads(marker.read_text()) == {"kind": "keyring"}


def test_a_keyring_that_lost_the_secret_opens_nothing_but_seals_anew(ring: Ring, marker: Path) -> None:
    lost = Vault(marker).seal("profile", SECRET)
    ring.kept.clear()
    with pytest.raises(SecretsLocked):
        Vault(marker).open("profile", lost)
    anew = Vault(marker).seal("profile", SECRET)
    assert Vault(marker).open("profile", anew) == SECRET


def test_a_keyring_that_is_locked_at_first_use_is_not_used(ring: Ring, marker: Path) -> None:
    ring.locked = True
    vault = Vault(marker)
    vault.seal("profile", SECRET)
    assert vault.kind == "file"


@pytest.mark.parametrize("fixture", ["ring", "no_ring"])
def test_a_forgotten_secret_opens_nothing_any_more(fixture: str, marker: Path, request: pytest.FixtureRequest) -> None:
    ring: Any = request.getfixturevalue(fixture)
    vault = Vault(marker)
    sealed = vault.seal("profile", SECRET)
    vault.forget()
    with pytest.raises(SecretsLocked):
        vault.open("profile", sealed)
    assert ring is None or len(ring.kept) == 1  # the fresh secret of the attempt to open


def test_two_profiles_on_one_computer_have_two_secrets(ring: Ring, tmp_path: Path) -> None:
    sealed = Vault(tmp_path / "one.json").seal("profile", SECRET)
    with pytest.raises(SecretsLocked):
        Vault(tmp_path / "two.json").open("profile", sealed)


def test_a_disk_that_refuses_is_told(no_ring: None, marker: Path) -> None:
    marker.with_suffix(".new").mkdir(parents=True)
    with pytest.raises(NotSaved):
        Vault(marker).seal("profile", SECRET)


@pytest.mark.parametrize("content", ["", "{", '{"kind": "file"}', '{"kind": "file", "secret": "xx"}'])
def test_a_damaged_marker_opens_nothing_but_is_replaced_by_the_next_seal(
    no_ring: None, marker: Path, content: str
) -> None:
    lost = Vault(marker).seal("profile", SECRET)
    marker.write_text(content)
    with pytest.raises(SecretsLocked):
        Vault(marker).open("profile", lost)
    anew = Vault(marker).seal("profile", SECRET)
    assert Vault(marker).open("profile", anew) == SECRET


def test_a_keyring_that_is_gone_altogether_is_told_as_a_locked_one(
    ring: Ring, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from keyring.backends.fail import Keyring

    sealed = Vault(marker).seal("profile", SECRET)
    keyring.set_keyring(Keyring())
    with pytest.raises(KeyringLocked):
        Vault(marker).open("profile", sealed)


def test_what_another_computer_sealed_is_told_as_such(no_ring: None, tmp_path: Path) -> None:
    sealed = Vault(tmp_path / "one.json").seal("profile", SECRET)
    with pytest.raises(FromElsewhere, match="another computer"):
        Vault(tmp_path / "two.json").open("profile", sealed)


def test_each_purpose_has_a_key_of_its_own_that_stays(no_ring: None, marker: Path) -> None:
    vault = Vault(marker)
    assert len(vault.derive("lookup")) == 32
    assert vault.derive("lookup") == Vault(marker).derive("lookup")
    assert vault.derive("lookup") != vault.derive("unlocking")


def test_a_data_key_opens_what_it_sealed_for_that_purpose_and_nothing_else() -> None:
    key = new_key()
    sealed = seal_with(key, "profile of ana", SECRET)
    assert open_with(key, "profile of ana", sealed) == SECRET
    assert len(key) == 32
    assert key != new_key()
    tries = [(new_key(), "profile of ana", sealed), (key, "profile of odo", sealed), (key, "profile of ana", b"short")]
    for wrong_key, purpose, content in tries:
        with pytest.raises(DoesNotOpen):
            open_with(wrong_key, purpose, content)
