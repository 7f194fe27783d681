"""Where things lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop.paths import find_paths


def test_one_folder_holds_everything_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COR_DESKTOP_HOME", str(tmp_path))
    paths = find_paths()
    assert all(tmp_path in place.parents for place in (paths.database, paths.secrets, paths.settings, paths.log))


def test_otherwise_the_system_says_where(home: Path) -> None:
    paths = find_paths()
    assert home in paths.database.parents
    assert home in paths.settings.parents


def test_the_folders_are_made_for_their_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COR_DESKTOP_HOME", str(tmp_path))
    paths = find_paths()
    paths.make()
    assert paths.data.stat().st_mode & 0o777 == 0o700
