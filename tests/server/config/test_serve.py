from __future__ import annotations

import os
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from cor_protocol.facts import MODULE_COMPLETED, Fact, Key, Stamp, digest_of
from sync_server.catalog.domain import shipped_pack
from sync_server.config import serve
from sync_server.config.state import StateFault
from tests.factories.facts import a_fact
from tests.factories.server_process import Server, cor_server, free_port, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state") / "not" / "there" / "yet"


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as running:
        yield running


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _is_alive(pid: int) -> bool:
    try:
        # A child that has ended and that nobody has asked about yet is still listed.
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _all_end(pids: list[int]) -> bool:
    """Wait for processes that are not our children to end."""
    handles = [os.pidfd_open(pid) for pid in pids if _is_alive(pid)]
    import select

    ended = [select.select([handle], [], [], 20)[0] for handle in handles]
    for handle in handles:
        os.close(handle)
    return all(ended)


def test_it_starts_with_nothing_configured_and_says_where_it_is(server: Server) -> None:
    assert f"COR server ready on {server.url}" in server.said
    assert requests.get(f"{server.url}/readyz", timeout=10).text == "ready"


def test_only_its_owner_can_read_the_folder_and_the_keys(server: Server, folder: Path) -> None:
    keys = [folder / "secret.key", folder / "server-ed25519.key"]
    assert (_mode(folder), [_mode(key) for key in keys]) == (0o700, [0o600, 0o600])


def test_only_its_owner_can_read_what_people_told_the_server(server: Server, folder: Path) -> None:
    server.client().register()
    assert {path.name: _mode(path) & 0o077 for path in folder.glob("cor.sqlite3*")} == dict.fromkeys(
        ("cor.sqlite3", "cor.sqlite3-wal", "cor.sqlite3-shm"), 0
    )


def test_it_says_how_to_make_the_first_administrator(server: Server, folder: Path) -> None:
    advice = f"No administrator yet. Invite one: cor-server user invite --role administrator --data {folder}"
    assert any(line.startswith(advice) for line in server.said)


def test_a_start_in_which_nothing_is_wrong_warns_of_nothing(server: Server) -> None:
    assert [line for line in server.said if "WARNING" in line] == []


def test_a_learner_registers_and_syncs_over_http(server: Server) -> None:
    client = server.client()
    client.register()
    assert client.sync([a_fact()]).digest == digest_of([a_fact()])


def test_workers_share_what_one_of_them_stored(server: Server) -> None:
    client = server.client()
    client.register()
    for number in range(8):
        client.sync([a_fact(f"a-module:n{number}")])
    assert [client.sync().digest.count for _ in range(8)] == [8] * 8


@pytest.mark.skipif(not shipped_pack().is_dir(), reason="the course has not been packed here")
def test_a_completed_module_is_told_with_its_certificate(server: Server) -> None:
    import json

    index = json.loads((shipped_pack() / "index.json").read_text())
    entry = index["modules"][0]
    blobs = [(shipped_pack() / "blobs" / part["sha256"]).read_bytes() for part in entry["parts"]]
    module = json.loads(b"".join(blobs))["module"]
    finished = [a_fact(f"{entry['key']}:{activity['id']}") for activity in module["activities"]]
    client = server.client()
    client.register()
    completed = Fact(Key(MODULE_COMPLETED, f"{entry['key']}:{entry['version']}", "a" * 26), Stamp(1, 1_795_000_000))
    assert client.sync([*finished, completed]).control == {"certificates": 1, "content": index["version"]}
    assert [row["module"] for row in client.get("/certificates").json()["certificates"]] == [entry["key"]]


def test_senders_who_stop_half_way_do_not_stop_the_server_for_others(server: Server) -> None:
    half = b"POST /_allauth/app/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{"
    slow = [socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2]))) for _ in range(6)]
    try:
        for line in slow:
            line.sendall(half)
        for _ in range(6):
            assert requests.get(f"{server.url}/livez", timeout=5).status_code == 200
    finally:
        for line in slow:
            line.close()


def test_a_second_server_on_the_same_port_is_told_so(server: Server, tmp_path: Path) -> None:
    port = server.url.rpartition(":")[2]
    ended = cor_server("serve", "--data", str(tmp_path), "--port", port)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Cannot listen on 127.0.0.1, port {port}: Address already in use.")


def test_a_port_is_free_or_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(StateFault, match="Choose another port with --port"):
            serve.check_port("127.0.0.1", taken.getsockname()[1])
    serve.check_port("127.0.0.1", free_port())


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_asked_to_and_takes_its_workers_along(tmp_path: Path, how: signal.Signals) -> None:
    with serving(tmp_path) as server:
        workers = server.workers()
        assert (server.end(how), len(workers)) == (0, 2)
        assert not any(_is_alive(worker) for worker in workers)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL") or os.name != "posix", reason="needs Linux")
def test_workers_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        workers = server.workers()
        server.end(signal.SIGKILL)
        assert _all_end(workers)
