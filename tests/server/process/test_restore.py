"""A real server is put back from backups of any age, and its clients bring everything back, but what was deleted."""

from __future__ import annotations

import random
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from cor_protocol.facts import MODULE_COMPLETED, Fact, FactSet, digest_of
from cor_protocol.ids import new_device_id
from cor_protocol.wire import Reply
from tests.factories.facts import a_fact
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.factories.server_process import Client, Server, cor_server, serving

COURSE = a_module("one", "two")
DONE = [a_fact("a-module:one"), a_fact("a-module:two"), a_fact(COURSE.item, kind=MODULE_COMPLETED)]


def a_kept(client: Client, reply: Reply) -> Reply:
    """A client keeps what it is told."""
    client.facts = list(FactSet.of([*client.facts, *(sent.fact for sent in reply.facts)]))
    return reply


def settled(client: Client) -> Reply:
    """What a client does at its next contacts: it sends everything where the digests differ."""
    reply = a_kept(client, client.sync())
    return reply if reply.digest == digest_of(client.facts) else a_kept(client, client.sync(full=True))


def refused(client: Client) -> int:
    return client.post("/sync").status_code


@dataclass
class World:
    """A server's folder, its learners with one or two devices each, and everything that each ever learned."""

    folder: Path
    devices: dict[str, list[Client]] = field(default_factory=dict)
    learned: dict[str, FactSet] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def at(self, server: Server) -> None:
        """Everybody reaches the server, where it runs now."""
        for device in self.all_devices():
            device.url, device.mailbox = server.url, server.client().mailbox

    def all_devices(self) -> list[Client]:
        return [device for devices in self.devices.values() for device in devices]

    def comes(self, name: str, server: Server) -> Client:
        first = server.client()
        first.register()
        self.devices[name], self.learned[name] = [first], FactSet()
        return first

    def second_device(self, name: str) -> Client:
        device = replace(self.devices[name][0], device=new_device_id(), facts=[], revision=0)
        device.sign_in()
        self.devices[name].append(device)
        return device

    def learns(self, device: Client, facts: list[Fact]) -> None:
        (name,) = [name for name, devices in self.devices.items() if device in devices]
        self.learned[name] = self.learned[name].join(FactSet.of(facts))
        a_kept(device, device.sync(facts))

    def backup(self, name: str) -> Path:
        file = self.folder / name
        said = cor_server("backup", "--data", str(self.data), "--to", str(file))
        assert (said.returncode, said.stderr) == (0, "")
        return file

    def restore(self, file: Path) -> str:
        said = cor_server("restore", "--data", str(self.data), str(file))
        assert (said.returncode, said.stderr) == (0, "")
        return said.stdout

    def check_whole(self, *names: str) -> None:
        """Each device of these learners comes twice; then all hold what was ever learned, the server too."""
        replies: dict[str, list[Reply]] = {}
        for _ in range(2):
            replies = {name: [settled(device) for device in self.devices[name]] for name in names}
        wanted = {name: self.learned[name].digest for name in names}
        assert {name: {reply.digest for reply in replies[name]} for name in names} == {
            name: {digest} for name, digest in wanted.items()
        }
        assert {name: [FactSet.of(device.facts) for device in self.devices[name]] for name in names} == {
            name: [self.learned[name]] * len(self.devices[name]) for name in names
        }


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    yield World(tmp_path)


def facts(chance: random.Random, device: Client, many: int) -> list[Fact]:
    items = chance.sample(range(40), many)  # few, so that an item comes again with another stamp
    return [a_fact(f"a-module:n{n}", device=device.device, epoch=chance.randrange(4), wall=n) for n in items]


@pytest.mark.parametrize("which", [0, 2])
def test_b3_whichever_backup_is_put_back_the_clients_bring_everything_and_b8_deletions_hold(
    world: World, which: int
) -> None:
    chance, backups = random.Random(which), []
    with serving(world.data) as server:
        for name in ("ana", "ben", "dora", "eve"):
            world.comes(name, server)
        world.second_device("ana")
        for turn in range(3):
            for device in world.all_devices():
                world.learns(device, facts(chance, device, 5))
            backups.append(world.backup(f"{turn}.zip"))
            if turn == 0:
                delete(world, "eve")
                del world.devices["eve"]
        delete(world, "dora")
        ending = cor_server("restore", "--data", str(world.data), str(backups[which]))
        assert (ending.returncode, "A server runs in" in ending.stderr) == (1, True)
        server.end()
    said = world.restore(backups[which])
    assert "4 learners' devices (5) will send what is newer" in said
    with serving(world.data) as server:
        world.at(server)
        (dora,) = world.devices["dora"]
        assert dora.sync(full=True).control["wipe"][:2] == [dora.learner, dora.device]
        world.check_whole("ana", "ben")
        server.end()
    assert "chain whole" in cor_server("audit", "verify", "--data", str(world.data)).stdout
    assert "2 records were deleted, before the backup or since" in said
    assert cor_server("check", "--data", str(world.data)).stdout == "4 learning records are as they were written.\n"


def delete(world: World, name: str) -> None:
    learner = world.devices[name][0].learner
    assert cor_server("learner", "delete", learner, "--data", str(world.data)).returncode == 0


def test_b3_who_came_after_the_backup_signs_in_or_registers_again_and_loses_nothing(world: World) -> None:
    with serving(world.data) as server:
        world.learns(world.comes("ana", server), [a_fact("one")])
        backup = world.backup("old.zip")
        world.learns(world.second_device("ana"), [a_fact("two")])
        world.learns(world.comes("fay", server), [a_fact("three")])
        server.end()
    world.restore(backup)
    with serving(world.data) as server:
        world.at(server)
        (_, later), (fay,) = world.devices["ana"], world.devices["fay"]
        assert (refused(later), refused(fay)) == (401, 401)
        learner = fay.learner
        later.sign_in()
        fay.token = ""
        fay.register()
        assert fay.learner == learner
        world.check_whole("ana", "fay")


def test_m16_a_certificate_awarded_after_the_backup_is_awarded_again_with_the_same_number(
    world: World, tmp_path: Path
) -> None:
    course = a_pack(tmp_path / "course", COURSE)
    with serving(world.data, "--content", str(course)) as server:
        ana = world.comes("ana", server)
        backup = world.backup("old.zip")
        world.learns(ana, DONE)
        before = ana.get("/certificates").json()["certificates"]
        server.end()
    world.restore(backup)
    with serving(world.data, "--content", str(course)) as server:
        world.at(server)
        assert ana.get("/certificates").json()["certificates"] == []
        world.check_whole("ana")
        after = ana.get("/certificates").json()["certificates"]
    assert [each["number"] for each in after] == [each["number"] for each in before] != []


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM progress_fact WHERE item = 'a-module:n3'",
        "UPDATE progress_fact SET epoch = epoch + 1 WHERE item = 'a-module:n3'",
        "UPDATE progress_record SET total = '00000000000000000000000000000001'",
    ],
)
def test_b3_a_row_damaged_by_hand_is_healed_after_a_check_while_the_server_runs(world: World, damage: str) -> None:
    with serving(world.data) as server:
        ana = world.comes("ana", server)
        world.learns(ana, [a_fact(f"a-module:n{number}") for number in range(8)])
        with closing(sqlite3.connect(world.data / "cor.sqlite3", timeout=20)) as database, database:
            database.execute(damage)
        said = cor_server("check", "--data", str(world.data))
        assert (said.returncode, said.stderr.startswith("1 of 1 learning records were not what")) == (1, True)
        world.check_whole("ana")
        assert cor_server("check", "--data", str(world.data)).returncode == 0


def test_b8_a_deletion_survives_a_kill_and_a_database_copied_back_by_hand(world: World) -> None:
    with serving(world.data) as server:
        ana = world.comes("ana", server)
        world.learns(ana, [a_fact("one")])
        server.end()
    old = (world.data / "cor.sqlite3").read_bytes()
    with serving(world.data) as server:
        delete(world, "ana")
        server.end(signal.SIGKILL)
    for name in ("cor.sqlite3-wal", "cor.sqlite3-shm"):
        (world.data / name).unlink(missing_ok=True)
    (world.data / "cor.sqlite3").write_bytes(old)
    with serving(world.data) as server:
        world.at(server)
        assert "wipe" in ana.sync(full=True).control
