from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from sync_server.config import state
from sync_server.config.backups import swapping
from sync_server.config.state import StateFault

OLD = {"cor.sqlite3": "old", "cor.sqlite3-wal": "old", "secret.key": "old", "server-ed25519.key": "old"}
NEW = {"cor.sqlite3": "new", "secret.key": "new", "server-ed25519.key": "new", "tombstones.log": "new"}
BESIDE = {"client-secret": "the administrator's own"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "restoring" / "course").mkdir(parents=True)
    (tmp_path / "restoring" / "course" / "current.json").write_text("new")
    for folder, files in ((tmp_path, OLD | BESIDE), (tmp_path / "restoring", NEW)):
        for name, text in files.items():
            (folder / name).write_text(text)
    return tmp_path


def found(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_the_new_server_comes_and_the_old_one_lies_aside(data: Path) -> None:
    swapping.decide(data, swapping.plan(data, "aside"))
    assert swapping.finish(data) is True
    assert (found(data), found(data / "aside")) == (NEW | BESIDE, OLD)
    assert (data / "course" / "current.json").read_text() == "new"
    assert not (data / "restoring").exists()


def test_without_a_plan_nothing_moves(data: Path) -> None:
    assert swapping.finish(data) is None
    assert found(data) == OLD | BESIDE


def test_in_an_empty_folder_nothing_is_put_aside(data: Path) -> None:
    for name in OLD:
        (data / name).unlink()
    swapping.decide(data, swapping.plan(data, "aside"))
    swapping.finish(data)
    assert (found(data), (data / "aside").exists()) == (NEW | BESIDE, False)


@pytest.mark.parametrize("step", range(12))
def test_b3_a_crash_at_any_step_leaves_a_whole_server_after_the_next_command(
    data: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapping.decide(data, swapping.plan(data, "aside"))
    done = 0
    for name in ("rename", "unlink"):
        original = getattr(Path, name)

        def counted(self: Path, *words: object, original: object = original) -> object:
            nonlocal done
            if done == step:
                raise KeyboardInterrupt  # as abruptly as a test can
            done += 1
            return original(self, *words)  # type: ignore[operator]

        monkeypatch.setattr(Path, name, counted)
    with pytest.raises(KeyboardInterrupt) if step < 10 else contextlib.nullcontext():
        swapping.finish(data)
    monkeypatch.undo()
    assert state.is_prepared(data)
    assert swapping.finish(data) is (True if step < 10 else None)
    assert (found(data), found(data / "aside")) == (NEW | BESIDE, OLD)


def test_a_crash_before_the_plan_is_written_leaves_the_old_server(data: Path) -> None:
    (data / "restoring.json.new").write_text('{"aside"')
    assert swapping.finish(data) is None
    assert {name: text for name, text in found(data).items() if name in OLD} == OLD


def test_what_cannot_be_moved_is_told_and_goes_on_later(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    swapping.decide(data, swapping.plan(data, "aside"))
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(StateFault, match="Nothing is lost"):
        swapping.finish(data)
    monkeypatch.undo()
    assert swapping.finish(data) is True


def test_a_plan_that_waits_for_a_database_that_is_away_says_so(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COR_DATABASE_URL", "postgresql://localhost:1/cor")
    swapping.decide(data, swapping.plan(data, "aside", "cor_aside_1"))
    with pytest.raises(StateFault, match="only the database knows"):
        swapping.finish(data)
    assert found(data)["cor.sqlite3"] == "old"
