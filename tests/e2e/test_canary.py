"""B6: what a learner writes is in no file, no message, no log; and the search finds it where a leak is planted.

Nor is the password, on either side, nor on the learner's computer the code from the mail.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.computer import Computer
from tests.e2e.traffic import Recorder, recording
from tools.local_server import LocalServer

CANARY = "Quillwhistle ümbrage Zanzibarry"
"""Words nobody else would write; one letter tells the encodings apart."""
PASSWORD = "Vexillology Brontosaurid Quokkas"
ENCODINGS = ("utf-8", "utf-16-le", "latin-1", "utf-32-le")


def hits(folder: Path, recorder: Recorder) -> list[str]:
    """Every file under the folder, and the recorded network, in which a word of the canary occurs."""
    words = encoded(*CANARY.split())
    return files_with(folder, words) + (["the network"] if occurs(words, recorder.recorded()) else [])


def secrets_in(folder: Path, code: str) -> list[str]:
    """Every file under the folder with a word of the password, and on the learner's computer with the code."""
    computer = files_with(folder / "computer", encoded(code, code.replace("-", "")))
    return files_with(folder, encoded(*PASSWORD.split())) + computer


def files_with(folder: Path, words: list[bytes]) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and occurs(words, path.read_bytes())]


def encoded(*words: str) -> list[bytes]:
    return [word.encode(encoding) for word in words for encoding in ENCODINGS]


def occurs(words: list[bytes], content: bytes) -> bool:
    return any(word in content for word in words)


def told(recorder: Recorder, folder: Path, **more: object) -> dict[str, object]:
    typed = {"email": "ana@example.org", "password": PASSWORD, "words": CANARY}
    return {"server": recorder.url, "mail": str(folder / "server.log"), "choice": 0, "pages": 7} | typed | more


def test_b6_a_module_taken_to_its_end_leaves_no_word_anywhere(server: LocalServer, tmp_path: Path) -> None:
    with recording(server.port) as recorder:
        with Computer(tmp_path / "computer", **told(recorder, tmp_path, whole=True)) as computer:
            code = computer.wait_until("registered")["code"]
            computer.wait_until("there")
            assert computer.wait() == 0
        server.stop()
        assert b"/api/v1/sync" in recorder.recorded()
        assert b"activity.finished" in recorder.recorded()
        assert hits(tmp_path, recorder) == []
        assert secrets_in(tmp_path, code) == []


def test_b6_a_killed_client_leaves_no_word_anywhere(server: LocalServer, tmp_path: Path) -> None:
    with recording(server.port) as recorder:
        with Computer(tmp_path / "computer", **told(recorder, tmp_path, stay=True, offline=False)) as computer:
            code = computer.wait_until("registered")["code"]
            assert computer.wait_until("there")["words"]
            computer.kill()
        assert hits(tmp_path, recorder) == []
        assert secrets_in(tmp_path, code) == []


def test_b6_a_crash_leaves_no_core_and_no_word_anywhere(server: LocalServer, tmp_path: Path) -> None:
    with recording(server.port) as recorder:
        with Computer(tmp_path / "computer", **told(recorder, tmp_path, crash=True)) as computer:
            assert computer.wait_until("there")["words"]
            assert computer.wait() < 0
        assert hits(tmp_path, recorder) == []
        assert list((tmp_path / "computer" / "work").iterdir()) == []


def test_b6_a_full_disk_leaves_no_word_anywhere(server: LocalServer, tmp_path: Path) -> None:
    with recording(server.port) as recorder:
        with Computer(tmp_path / "computer", **told(recorder, tmp_path, disk_full=True)) as computer:
            computer.wait_until("there")
            computer.wait()
        assert hits(tmp_path, recorder) == []


def test_the_search_finds_a_leak_that_was_planted(server: LocalServer, tmp_path: Path) -> None:
    with recording(server.port) as recorder:
        with Computer(tmp_path / "computer", **told(recorder, tmp_path, leak=True)) as computer:
            computer.wait_until("there")
            assert computer.wait() == 0
        assert [Path(path).name for path in hits(tmp_path, recorder)] == ["cor-desktop.log"]
        assert [Path(path).name for path in secrets_in(tmp_path, "NO-CODE")] == ["cor-desktop.log"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_search_knows_every_encoding(server: LocalServer, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "leak").write_bytes(b"\x00\x01" + CANARY.split()[1].encode(encoding) + b"\x02")
    with recording(server.port) as recorder:
        assert hits(tmp_path, recorder) == [str(tmp_path / "leak")]


def test_the_search_reads_what_was_deflated_on_the_network(server: LocalServer, tmp_path: Path) -> None:
    import socket
    import zlib

    with recording(server.port) as recorder:
        with socket.create_connection(("127.0.0.1", recorder.port)) as line:
            line.sendall(b"POST / HTTP/1.1\r\n\r\n" + zlib.compress(CANARY.encode()))
            line.shutdown(socket.SHUT_WR)
            while line.recv(4096):
                pass
        assert hits(tmp_path / "none", recorder) == ["the network"]
