"""`cor-server sync-file` and `cor-server quarantine`, as people type them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_protocol import seal, sync_file
from cor_protocol.facts import Digest, Fact, Key, Stamp
from cor_protocol.ids import new_device_id, new_learner_id
from cor_protocol.sync_file import Asked, State, Upload
from cor_protocol.wire import Login, Now, Request, SentFact
from sync_server.config import carrying
from sync_server.config.state import StateFault
from tests.factories.server_process import PASSWORD, cor_server

KEY = bytes([7] * 32)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which a server was started once, with one account."""
    folder = tmp_path_factory.mktemp("data")
    assert cor_server("migrate", "--data", str(folder)).returncode == 0
    made = cor_server("user", "create", "--email", "a@example.org", "--data", str(folder), COR_PASSWORD=PASSWORD)
    assert made.returncode == 0
    yield folder


def run(data: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return cor_server(*map(str, words), "--data", str(data))


def server_key(data: Path) -> bytes:
    return seal.public_key((data / "server-ed25519.key").read_bytes())


def brought(data: Path, folder: Path) -> tuple[Path, str]:
    """A file of a computer that nobody knows, and the computer's id."""
    device, learner = new_device_id(), new_learner_id()
    fact = Fact(Key("module.started", "a-module:1", device), Stamp(1, 5))
    request = Request(
        device,
        learner,
        Now(1, 5, 0, "0" * 32),
        0,
        Digest(),
        Login(0, False),
        ("1", "linux"),
        (SentFact(fact, learner),),
        full=True,
    )
    file = folder / "brought.corsync"
    upload = Upload(device, seal.public_key(KEY), (Asked(request),))
    file.write_bytes(sync_file.write_upload(upload, KEY, server_key(data)))
    return file, device


def test_b2_a_file_waits_is_confirmed_and_answered(data: Path, tmp_path: Path) -> None:
    file, device = brought(data, tmp_path)
    taken = run(data, "sync-file", "import", file)
    assert taken.returncode == 0, taken.stderr
    assert taken.stdout.startswith(f"{file}: 0 new items of 0 learners taken in. 1 item of a learner that is not known")
    (row,) = run(data, "quarantine", "list").stdout.splitlines()
    number, computer, *_, items, started, completed, _came = row.split("\t")
    assert (computer, items, started, completed) == (
        f"computer {device[:8]}",
        "1 item",
        "1 module started",
        "0 completed",
    )
    words = ("quarantine", "confirm", number, "--email", "a@example.org", "--reason", "I know her")
    assert "has no name, and certificates need one" in run(data, *words).stderr
    confirmed = run(data, *words, "--first-name", "Ada", "--last-name", "Bell")
    assert "1 new item." in confirmed.stdout
    assert run(data, "quarantine", "list").stdout == ""
    for to_whom in (device, device[:8], str(file)):
        answered = run(data, "sync-file", "reply", to_whom, "--to", tmp_path)
        assert f"answer-{device[:8]}.corsync" in answered.stdout, answered.stderr
    raw = (tmp_path / f"answer-{device[:8]}.corsync").read_bytes()
    assert sync_file.read_download(raw, KEY, server_key(data)).parts[0].state is State.MERGED


def test_each_file_has_its_line_and_a_bad_one_does_not_hold_up_the_others(data: Path, tmp_path: Path) -> None:
    file, _device = brought(data, tmp_path)
    bad = tmp_path / "bad.corsync"
    bad.write_bytes(file.read_bytes()[:-9])
    ran = run(data, "sync-file", "import", bad, tmp_path / "none", file)
    assert (ran.returncode, len(ran.stdout.splitlines())) == (1, 1)
    first, second = ran.stderr.splitlines()
    assert first == f"{bad}: Nothing was taken: {_damaged()}"
    assert second.startswith(f"{tmp_path / 'none'}: The file cannot be read: No such file")


def _damaged() -> str:
    return "it is damaged or was cut short. Copy it from the stick again, or have it saved again."


def test_a_program_reads_json(data: Path, tmp_path: Path) -> None:
    file, device = brought(data, tmp_path)
    ran = run(data, "sync-file", "import", "--json", file, tmp_path)
    told, failed = map(json.loads, ran.stdout.splitlines())
    assert (told["taken"], told["device"], told["parts"][0]["state"]) == (True, device, "waiting")
    assert (failed["taken"], failed["file"]) == (False, str(tmp_path))


def test_what_is_refused_is_told_to_the_computer(data: Path, tmp_path: Path) -> None:
    file, device = brought(data, tmp_path)
    told = json.loads(run(data, "sync-file", "import", "--json", file).stdout)
    number = str(told["parts"][0]["number"])
    assert "Refused." in run(data, "quarantine", "refuse", number, "--reason", "unknown").stdout
    assert "was refused" in run(data, "sync-file", "import", file).stdout
    run(data, "sync-file", "reply", device, "--to", tmp_path)
    raw = (tmp_path / f"answer-{device[:8]}.corsync").read_bytes()
    assert sync_file.read_download(raw, KEY, server_key(data)).parts[0].state is State.REFUSED


def test_a_computer_nobody_heard_of_is_told(data: Path, tmp_path: Path) -> None:
    ran = run(data, "sync-file", "reply", "zzzz", "--to", tmp_path)
    assert (ran.returncode, ran.stderr.startswith("No file of zzzz was imported here.")) == (1, True)


def test_a_number_that_is_not_there_is_told(data: Path) -> None:
    ran = run(data, "quarantine", "refuse", "99", "--reason", "x")
    assert (ran.returncode, ran.stderr.startswith("Nothing waits under the number 99.")) == (1, True)


def test_a_folder_that_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    ran = run(data, "sync-file", "card", "--to", tmp_path / "gone")
    assert (ran.returncode, "could not be written: No such file or directory." in ran.stderr) == (1, True)


def test_the_card_names_the_key_as_the_program_does(data: Path, tmp_path: Path) -> None:
    said = run(data, "sync-file", "card", "--to", tmp_path).stdout
    card = sync_file.read_card((tmp_path / "server.corsync").read_bytes())
    assert (card.key, card.name) == (server_key(data), "COR server")
    assert carrying.in_groups(seal.fingerprint(card.key)) in said


def test_a_stick_that_lies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"something else")
    with pytest.raises(StateFault, match="does not hold what was written"):
        carrying._write(tmp_path / "x.corsync", b"what was written")
