"""What happens to a real server, and that a client that keeps its facts never loses one."""

from __future__ import annotations

import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from cor_protocol.facts import digest_of
from tests.factories.facts import a_fact
from tests.factories.server_process import cor_server, serving

MANY = [a_fact(f"a-module:n{number}") for number in range(40)]


def test_what_was_acknowledged_survives_a_killed_server(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        client = server.client()
        client.register()
        acknowledged = client.sync(MANY)
        server.end(signal.SIGKILL)
    with serving(tmp_path) as server:
        client.url = server.url
        assert client.sync().digest == acknowledged.digest == digest_of(MANY)


def test_a_server_put_back_from_an_old_copy_regains_everything_from_its_client(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    with serving(data) as server:
        client = server.client()
        client.register()
        client.sync(MANY[:10])
        server.end()
    shutil.copytree(data, copy)
    with serving(data) as server:
        client.url = server.url
        before = client.sync(MANY[10:])
        server.end()
    with serving(copy) as server:
        client.url = server.url
        differs = client.sync()
        assert differs.digest != before.digest
        assert client.sync(full=True).digest == before.digest == digest_of(MANY)


def test_a_deleted_learners_device_is_told_to_wipe(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        client = server.client()
        client.register()
        client.sync(MANY)
        assert cor_server("learner", "delete", client.learner, "--data", str(tmp_path)).returncode == 0
        reply = client.sync(full=True)
        assert (reply.control["wipe"][:2], reply.digest.count) == ([client.learner, client.device], 0)


def test_devices_that_sync_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        first = server.client()
        first.register()
        devices = [replace(first, facts=[]) for _ in range(4)]
        with ThreadPoolExecutor(4) as at_once:
            for number in range(10):
                facts = [MANY[4 * number + turn] for turn in range(4)]
                list(at_once.map(lambda device, fact: device.sync([fact]), devices, facts))
        settled = first.sync()
        assert (settled.digest, settled.revision) == (digest_of(MANY), len(MANY))
