from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories.module_folder import ModuleFolder


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleFolder:
    monkeypatch.chdir(tmp_path)
    return ModuleFolder(Path("content/small-steps"))
