from __future__ import annotations

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sync_server.config import state
from sync_server.config.databases import SQLITE_FILE
from sync_server.config.state import StateFault


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COR_DATA", "COR_SECRET_KEY_FILE", "STATE_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


def test_preparing_makes_a_folder_and_keys_for_their_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "a" / "b"
    state.prepare(data)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (data, *data.iterdir())}
    assert modes == {"b": 0o700, "secret.key": 0o600, "server-ed25519.key": 0o600}
    assert state.is_prepared(data)


def test_keys_that_are_there_stay(tmp_path: Path) -> None:
    state.prepare(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    state.prepare(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_half_written_key_of_a_killed_start_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "server-ed25519.new").write_bytes(b"half")
    state.prepare(tmp_path)
    assert len((tmp_path / state.SERVER_KEY).read_bytes()) == 32


def test_a_damaged_key_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / state.SERVER_KEY).write_bytes(b"short")
    with pytest.raises(StateFault, match="is damaged"):
        state.prepare(tmp_path)
    assert (tmp_path / state.SERVER_KEY).read_bytes() == b"short"


def test_a_lost_key_beside_a_database_is_not_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / SQLITE_FILE).touch()
    with pytest.raises(StateFault, match="--new-key"):
        state.prepare(tmp_path)
    assert not (tmp_path / state.SERVER_KEY).exists()


def test_a_key_that_is_lost_for_good_is_made_anew_when_that_is_said(tmp_path: Path) -> None:
    (tmp_path / SQLITE_FILE).touch()
    state.prepare(tmp_path, new_key=True)
    assert len((tmp_path / state.SERVER_KEY).read_bytes()) == 32


def test_a_secret_key_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").write_text("a secret\n")
    monkeypatch.setenv("COR_SECRET_KEY_FILE", str(tmp_path / "mine"))
    state.prepare(tmp_path / "data")
    assert (state.secret_key(tmp_path / "data"), (tmp_path / "data" / "secret.key").exists()) == ("a secret", False)


def test_a_secret_key_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COR_SECRET_KEY_FILE", str(tmp_path / "gone"))
    with pytest.raises(StateFault, match="COR_SECRET_KEY_FILE"):
        state.prepare(tmp_path / "data")


def test_the_folder_is_the_one_named_or_the_systems_or_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    own = state.data_folder()
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/cor-server")
    systems = state.data_folder()
    monkeypatch.setenv("COR_DATA", "/srv/cor")
    assert [own, systems, state.data_folder()] == [
        tmp_path / "cor-server",
        Path("/var/lib/cor-server"),
        Path("/srv/cor"),
    ]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_a_damaged_secret_is_told_with_its_file_and_the_way_on(tmp_path: Path, content: bytes) -> None:
    (tmp_path / state.SECRET_KEY).write_bytes(content)
    with pytest.raises(StateFault, match="is empty or damaged"):
        state.prepare(tmp_path)


def test_a_folder_that_a_process_holds_is_not_free_for_a_restore_until_that_ends(tmp_path: Path) -> None:
    held = "import sys, pathlib; from sync_server.config import state; state.hold(pathlib.Path(sys.argv[1]))"
    wait = f"{held}; print('holds', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", wait, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"holds\n"
        with pytest.raises(StateFault, match="A server runs in"), state.unused(tmp_path):
            pytest.fail("it is in use")
        other.communicate(b"")
    with state.unused(tmp_path):
        assert (tmp_path / "in-use.lock").stat().st_mode & 0o777 == 0o600


def test_a_folder_into_which_a_server_is_being_put_back_counts_as_prepared(tmp_path: Path) -> None:
    (tmp_path / state.RESTORING).touch()
    assert state.is_prepared(tmp_path)


def test_what_one_process_may_do_at_a_time_another_waits_for(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with state.locked_file(tmp_path / "a.lock"):
            order.append("second")

    with state.locked_file(tmp_path / "a.lock"):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(5)
    assert order == ["first", "second"]
