"""Where COR Desktop keeps what it keeps. `COR_DESKTOP_HOME` puts everything under one folder (tests, `make run`)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one installation for one person at the computer. All are private to that person."""

    data: Path
    config: Path

    @property
    def database(self) -> Path:
        """The learner's facts, positions and sealed profile."""
        return self.data / "learning.db"

    @property
    def secrets(self) -> Path:
        """Stands in for a keyring where the computer has none."""
        return self.data / "secrets.json"

    @property
    def settings(self) -> Path:
        """The learner's own settings."""
        return self.config / "settings.json"

    @property
    def course(self) -> Path:
        """Courses that came after the program."""
        return self.data / "course"

    @property
    def log(self) -> Path:
        """What the program says about itself; never anything a learner wrote."""
        return self.data / "cor-desktop.log"

    def make(self) -> None:
        """Create the folders for this person alone. Raises OSError where that is refused."""
        for folder in (self.data, self.config):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def find_paths() -> Paths:
    """The folders the operating system gives to an application, or those under `COR_DESKTOP_HOME`."""
    if home := os.environ.get("COR_DESKTOP_HOME"):
        return Paths(Path(home) / "data", Path(home) / "config")
    from platformdirs import PlatformDirs  # not needed where the folder is given, and the start is counted in ms

    dirs = PlatformDirs("cor-desktop", "COR", roaming=False)
    return Paths(dirs.user_data_path, dirs.user_config_path)
