"""A machine that learns on several devices, syncs over a bad line with the real server's domain, and checks the laws.

The client is the real one: store, actions, plan. The line loses, doubles, delays and reorders; sticks go beside it, in
any order and as often as somebody likes; the server is restored from backups; clients are restored from old copies of
their disk. After every step nothing may be missing, and in the end everybody holds the same (SYNC's invariants 1 to 8
and 14 have their names here).
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from django.db import connection as server_database
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.load_sync_file import Loaded, load_sync_file
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.save_sync_file import save_sync_file
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.errors import Offline
from cor_desktop.store import epochs, facts
from cor_desktop.sync.server import AccountReply, Machine, SignInReply, SignInStep
from cor_protocol.facts import Fact, FactSet, Key, digest_of
from cor_protocol.ids import new_learner_id
from cor_protocol.seal import public_key
from cor_protocol.wire import SentFact, decode_request, encode_reply
from sync_server.accounts.models import Device as KnownDevice
from sync_server.common.keys import server_key
from sync_server.progress import domain, sql
from sync_server.sync_files import domain as sticks
from tests.factories.modules import a_module
from tests.factories.server import an_account
from tests.fakes.a_desk import a_desk
from tests.fakes.clock import HandClock

NAMES = [f"n{number}" for number in range(8)]
MODULE = a_module(*NAMES)
FATES = ["arrives", "request lost", "reply lost", "doubled", "delayed"]


class Line:
    """The way from one device to the server, with a fate for the next message. Stands where the transport stands."""

    def __init__(self, learner: str, late: list[bytes]) -> None:
        self.learner = learner
        self.keys: dict[str, str] = {}
        self.fate = "arrives"
        self.exchanges = 0
        self._late = late

    def log_in(self, email: str, password: str, device: str, device_pass: str) -> SignInStep:
        return SignInStep("session")

    def enroll(self, session: str, machine: Machine) -> SignInReply:
        self.keys[machine.device] = machine.key
        account = AccountReply("Ana", "Bell", email="ana@example.org")
        return SignInReply("token", "append", "pass", account, self.learner, public_key(server_key()))

    def exchange(self, token: str, message: bytes) -> bytes:
        self.exchanges += 1
        if self.fate == "request lost":
            raise Offline
        if self.fate == "delayed":
            self._late.append(message)
            raise Offline
        reply = at_the_server(message)
        if self.fate == "doubled":
            reply = at_the_server(message)
        if self.fate == "reply lost":
            raise Offline
        return reply


def at_the_server(message: bytes) -> bytes:
    """The real server's exchange, in a transaction as its endpoint has it."""
    request = decode_request(message)
    with transaction.atomic():
        reply = domain.exchange(request, 1_795_600_000)
    return encode_reply(reply, request.device, request.learner)


class Device:
    """A computer of the learner's: its folder, clock, line and desk."""

    def __init__(self, folder: Path, learner: str, late: list[bytes]) -> None:
        self.folder = folder
        self.clock = HandClock()
        self.line = Line(learner, late)
        self.desk: Desk = a_desk(folder, self.clock, self.line)
        sign_in(self.desk, "ana@example.org", "four quiet words here")

    def kept(self) -> FactSet:
        return FactSet.of(fact for fact, _ in self.everything())

    def everything(self) -> tuple[SentFact, ...]:
        with self.desk.store.reading() as connection:
            return facts.all_facts(connection, self.line.learner)

    def sync(self, fate: str) -> str:
        self.line.fate = fate
        return synchronize(self.desk).kind

    def save(self) -> bytes:
        """A file on a stick."""
        stick = self.folder.parent / "stick.corsync"
        save_sync_file(self.desk, stick)
        return stick.read_bytes()

    def load(self, raw: bytes) -> None:
        """What came back on it."""
        stick = self.folder.parent / "stick.corsync"
        stick.write_bytes(raw)
        loaded = load_sync_file(self.desk, stick)
        assert isinstance(loaded, Loaded)
        assert (loaded.waiting, loaded.refused, loaded.wiped, loaded.unknown) == (0, 0, 0, 0)

    def image(self) -> Path:
        """A copy of the disk."""
        copy = Path(tempfile.mkdtemp(dir=self.folder.parent))
        self.desk.store.truncate_log()
        shutil.copytree(self.folder, copy, dirs_exist_ok=True)
        return copy

    def restore(self, image: Path) -> None:
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        self.desk = a_desk(self.folder, self.clock, self.line)

    def close(self) -> None:
        self.desk.store.close()


class SyncMachine(RuleBasedStateMachine):
    """The steps, and what holds after each."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.learner = new_learner_id()
        self.late: list[bytes] = []
        self.devices: list[Device] = []
        self.images: dict[int, Path] = {}
        self.on_the_way: list[tuple[int, bytes]] = []
        self.on_the_way_back: list[tuple[int, bytes]] = []
        self.backup: sqlite3.Connection | None = None
        self.union = FactSet()
        self.revision = 0

    @initialize(count=st.integers(1, 3))
    def devices_sign_in(self, count: int) -> None:
        account = an_account(learner_id=self.learner)
        for number in range(count):
            device = Device(self.folder / f"device{number}", self.learner, self.late)
            for name, key in device.line.keys.items():
                KnownDevice.objects.create(account=account, device=name, file_key=key)
            self.devices.append(device)

    @rule(device=st.integers(0, 2), name=st.sampled_from(NAMES), finish=st.booleans())
    def learn(self, device: int, name: str, finish: bool) -> None:
        desk = self._device(device).desk
        open_activity(desk, MODULE, name)
        if finish:
            finish_activity(desk, MODULE, name)

    @rule(device=st.integers(0, 2), item=st.sampled_from(["x", "y:1"]))
    def a_newer_program_keeps_a_kind_nobody_knows(self, device: int, item: str) -> None:
        chosen = self._device(device)
        with chosen.desk.store.transaction() as connection:
            stamp = epochs.stamp(connection, chosen.clock.read())
            fact = Fact(Key("from.the.future", item, chosen.desk.store.device), stamp)
            facts.join(connection, self.learner, [SentFact(fact, self.learner)], unsent=True)

    @rule(device=st.integers(0, 2), seconds=st.integers(-(10**9), 10**9))
    def a_clock_is_set(self, device: int, seconds: int) -> None:
        clock = self._device(device).clock
        clock.set_wall(clock.wall + seconds)

    @rule(device=st.integers(0, 2), seconds=st.integers(1, 10**6))
    def time_passes(self, device: int, seconds: int) -> None:
        self._device(device).clock.advance(seconds)

    @rule(device=st.integers(0, 2))
    def a_computer_is_restarted(self, device: int) -> None:
        self._device(device).clock.restart()

    @rule(device=st.integers(0, 2), fate=st.sampled_from(FATES))
    def sync(self, device: int, fate: str) -> None:
        outcome = self._device(device).sync(fate)
        assert outcome == ("sent" if fate in ("arrives", "doubled") else "offline")

    @precondition(lambda self: self.late)
    @rule(which=st.integers(0, 20))
    def a_late_message_arrives(self, which: int) -> None:
        at_the_server(self.late.pop(which % len(self.late)))

    @rule(device=st.integers(0, 2))
    def a_file_is_saved(self, device: int) -> None:
        self.on_the_way.append((device, self._device(device).save()))

    @precondition(lambda self: self.on_the_way)
    @rule(which=st.integers(0, 20), keep=st.booleans())
    def a_file_is_taken_in_and_answered(self, which: int, keep: bool) -> None:
        at = which % len(self.on_the_way)
        device, raw = self.on_the_way[at] if keep else self.on_the_way.pop(at)
        taken = sticks.import_file(raw, "test")
        key = self._device(device).line.keys[taken.device]
        self.on_the_way_back.append((device, sticks.answer(taken.device, key)))

    @precondition(lambda self: self.on_the_way_back)
    @rule(which=st.integers(0, 20), keep=st.booleans())
    def an_answer_is_loaded(self, which: int, keep: bool) -> None:
        at = which % len(self.on_the_way_back)
        device, raw = self.on_the_way_back[at] if keep else self.on_the_way_back.pop(at)
        self._device(device).load(raw)

    @rule()
    def the_server_is_backed_up(self) -> None:
        self.backup = sqlite3.connect(":memory:")
        server_database.connection.backup(self.backup)

    @precondition(lambda self: self.backup is not None)
    @rule()
    def the_server_is_restored(self) -> None:
        assert self.backup is not None
        self.backup.backup(server_database.connection)
        self.revision = 0
        # What only the server held is a matter of its backups; what any client holds must come back.
        self.union = self._held()

    @rule(device=st.integers(0, 2))
    def a_disk_is_copied(self, device: int) -> None:
        self.images[device % len(self.devices)] = self._device(device).image()

    @precondition(lambda self: self.images)
    @rule(device=st.integers(0, 2))
    def a_disk_is_restored(self, device: int) -> None:
        chosen = device % len(self.devices)
        if chosen in self.images:
            self.devices[chosen].restore(self.images[chosen])
            self.union = self._held()

    @invariant()
    def no_step_loses_a_fact(self) -> None:
        held = self._held()
        assert self.union <= held
        self.union = held

    @invariant()
    def every_stored_digest_is_the_digest_of_what_is_stored(self) -> None:
        for device in self.devices:
            assert device.desk.learner().digest == digest_of(device.kept())
        assert self._server_record().digest == digest_of(self._at_server())

    @invariant()
    def the_servers_revision_never_falls(self) -> None:
        revision = self._server_record().revision
        assert revision >= self.revision
        self.revision = revision

    def teardown(self) -> None:
        try:
            self._quiesce()
        finally:
            for device in self.devices:
                device.close()
            if self.backup is not None:
                self.backup.close()
            shutil.rmtree(self.folder)

    def _quiesce(self) -> None:
        """Two syncs of each device on a good line: then all hold the same, everything, and have nothing to say."""
        for message in self.late:
            at_the_server(message)
        self.no_step_loses_a_fact()
        for device in (*self.devices, *self.devices):
            assert device.sync("arrives") == "sent"
        for device in self.devices:
            before = device.line.exchanges
            assert device.sync("arrives") == "sent"
            assert device.line.exchanges == before + 1
            assert device.kept() == self._at_server() == self.union
            assert device.desk.learner().digest == self._server_record().digest
        assert {origin for device in self.devices for _, origin in device.everything()} <= {self.learner}

    def _device(self, number: int) -> Device:
        return self.devices[number % len(self.devices)]

    def _at_server(self) -> FactSet:
        with transaction.atomic():
            return FactSet.of(fact for fact, _ in sql.all_facts(self.learner))

    def _server_record(self) -> Any:
        with transaction.atomic():
            return sql.lock_record(self.learner)

    def _held(self) -> FactSet:
        held = self._at_server()
        for device in self.devices:
            held = held.join(device.kept())
        return held


class StickMachine(SyncMachine):
    """In the end no line joins the devices, only sticks: two journeys of each, and nothing is left to send."""

    def _quiesce(self) -> None:
        for device in (*self.devices, *self.devices):
            taken = sticks.import_file(device.save(), "test")
            device.load(sticks.answer(taken.device, device.line.keys[taken.device]))
        for device in self.devices:
            assert device.kept() == self._at_server()
            with device.desk.store.reading() as connection:
                assert facts.count_unsent(connection, self.learner) == 0
        super()._quiesce()
