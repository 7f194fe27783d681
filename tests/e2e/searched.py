"""The world that is searched for the canary: a server, what passes to it, and computers that begin as one learner's."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.e2e.computer import NOTHING, Around, Computer
from tests.e2e.marked import MARK
from tests.e2e.traffic import Recorder, recording
from tools.local_server import LocalServer, free_port
from tools.look_for import files_under, files_with, forms, occurs

CANARY = "Quillwhistle ümbrage Zanzibarry"
"""Words nobody else would write; one letter tells the encodings apart."""
PASSWORD = "Vexillology Brontosaurid Quokkas"
EMAIL = "ana@example.org"
WORDS = forms(*CANARY.split(), MARK)
SHARED_PLACES = (Path("/dev/shm"), Path("/var/tmp"), Path("/tmp"))


class World:
    """Everything that any of it writes lies under `folder`, the server's part too."""

    def __init__(self, folder: Path, server: LocalServer, recorder: Recorder) -> None:
        self.folder, self.server, self.recorder = folder, server, recorder
        (folder / "began").touch()
        self._begin()

    def computer(self, name: str, around: Around = NOTHING, /, **wanted: Any) -> Computer:
        """A computer on which the learner has registered and works offline."""
        shutil.copytree(self.folder / "before", self.folder / name, dirs_exist_ok=True)
        told = {"server": self.recorder.url, "email": EMAIL, "password": PASSWORD, "words": CANARY}
        return Computer(self.folder / name, around, **told | {"answers": "thoroughly"} | wanted)

    def hits(self, *places: str) -> list[str]:
        """Each file that holds a word of the canary or a mark, and the network; of some computers alone if named."""
        folders = [self.folder / place for place in places] or [self.folder]
        found = [str(path.relative_to(self.folder)) for path in files_with(folders, WORDS)]
        found += [str(path) for path in files_with(self.written_elsewhere(), WORDS)]
        return found + (["the network"] if occurs(WORDS, self.recorder.recorded()) else [])

    def secrets(self) -> list[str]:
        """Each file in which a word of the password stands, or on the learner's computer the code from the mail."""
        code = forms(self.code, self.code.replace("-", ""))
        found = [*files_with([self.folder], forms(*PASSWORD.split())), *files_with([self.folder / "before"], code)]
        return [str(path.relative_to(self.folder)) for path in found]

    def _begin(self) -> None:
        log = self.folder / "server.log"
        told = {"server": self.recorder.url, "mail": str(log), "email": EMAIL, "password": PASSWORD, "words": ""}
        with Computer(self.folder / "before", **told, do="nothing") as computer:
            self.code = computer.wait_until("registered")["code"]
            computer.wait_until("there")
            assert computer.wait() == 0

    def written_elsewhere(self) -> Iterator[Path]:
        """Files of ours that are younger than the world, in the places every program may write to."""
        began = (self.folder / "began").stat().st_mtime
        for place in filter(Path.is_dir, SHARED_PLACES):
            for path in place.iterdir():
                with contextlib.suppress(OSError):
                    is_ours = path.is_file() and path.stat().st_uid == os.getuid()
                    if is_ours and path.stat().st_mtime >= began:
                        yield from files_under(path)


@contextlib.contextmanager
def a_world(folder: Path) -> Iterator[World]:
    """The server runs and everything is recorded, for as long as the block lasts."""
    server = LocalServer(folder / "server", free_port(), log=folder / "server.log")
    server.start()
    server.wait_until_ready()
    try:
        with recording(server.port) as recorder:
            yield World(folder, server, recorder)
    finally:
        server.stop()
