"""What goes onto a stick: whose work, sealed to whom; and nothing counts as sent by that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.accounts import this_machine
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.file_keys import NoServerYet
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.save_sync_file import NothingToCarry, save_sync_file
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.errors import Offline
from cor_desktop.learning.trust import Trust
from cor_desktop.store import facts
from cor_desktop.store.learners import leave
from cor_protocol.seal import new_signing_key, public_key
from cor_protocol.sync_file import SyncFileFault, Upload, Why, read_upload
from tests.factories.courses import a_course_desk
from tests.factories.modules import a_module
from tests.fakes.a_desk import join
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.actions.conftest import FORM, ODO

MODULE = a_module("a", "b", "c")


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    """With a course, so that a server can be remembered."""
    opened = a_course_desk(tmp_path / "desk", clock, server, MODULE)
    yield opened
    opened.store.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "out.corsync"


def learn(desk: Desk, *names: str) -> None:
    for name in names:
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)


def gone(server: FakeServer) -> None:
    """The network is away."""

    def fault() -> None:
        raise Offline

    server.fault = fault


def carried(server: FakeServer, stick: Path) -> Upload:
    return read_upload(stick.read_bytes(), server.signing_key)


def unsent(desk: Desk, learner: str) -> int:
    with desk.store.reading() as connection:
        return facts.count_unsent(connection, learner)


def test_b2_a_file_holds_what_is_unsent_and_none_of_it_counts_as_sent(
    registered: Desk, server: FakeServer, stick: Path
) -> None:
    synchronize(registered)
    learn(registered, "a")
    before = unsent(registered, registered.learner().id)
    saved = save_sync_file(registered, stick)
    assert (saved.items, saved.learners) == (before, 1)
    assert unsent(registered, registered.learner().id) == before
    (part,) = carried(server, stick).parts
    assert {"a-module:a"} <= {sent.fact.key.item for sent in part.request.facts}
    assert part.request.full and part.reader


def test_a_file_holds_everything_so_that_one_journey_heals(registered: Desk, server: FakeServer, stick: Path) -> None:
    learn(registered, "a")
    synchronize(registered)
    learn(registered, "b")
    save_sync_file(registered, stick)
    items = {sent.fact.key.item for sent in carried(server, stick).parts[0].request.facts}
    assert {"a-module:a", "a-module:b"} <= items


def test_the_key_of_the_file_is_the_one_told_at_the_sign_in(registered: Desk, server: FakeServer, stick: Path) -> None:
    save_sync_file(registered, stick)
    assert carried(server, stick).key.hex() == this_machine(registered).key


def test_no_token_and_no_name_travels(registered: Desk, server: FakeServer, stick: Path) -> None:
    learn(registered, "a")
    save_sync_file(registered, stick)
    said = str(carried(server, stick))
    for secret in (*server.full_tokens, *server.append_tokens, "Ana", "Bell", "ana@example.org"):
        assert secret not in said


def test_whoever_signed_out_is_in_it_too_without_a_key_to_read_by(desk: Desk, server: FakeServer, stick: Path) -> None:
    desk.settings.set("shared_machine", True)
    join(desk, server, FORM)
    synchronize(desk)
    ana = desk.learner().id
    gone(server)
    learn(desk, "a")
    sign_out(desk)
    server.fault = lambda: None
    join(desk, server, ODO)
    saved = save_sync_file(desk, stick)
    parts = {part.request.learner: part for part in carried(server, stick).parts}
    assert (saved.learners, bool(parts[ana].reader), bool(parts[desk.learner().id].reader)) == (2, False, True)


def test_a_guest_saves_their_own_work_and_no_other_guest_s(desk: Desk, server: FakeServer, stick: Path) -> None:
    desk.settings.set("shared_machine", True)
    start_learning(desk)
    learn(desk, "a")
    first = desk.learner().id
    with desk.store.transaction() as connection:
        leave(connection)
    start_learning(desk)
    learn(desk, "b")
    save_sync_file(desk, stick)
    learners = [part.request.learner for part in carried(server, stick).parts]
    assert (learners, first in learners) == ([desk.learner().id], False)


def test_a_file_is_for_one_server(registered: Desk, stick: Path) -> None:
    save_sync_file(registered, stick)
    with pytest.raises(SyncFileFault) as caught:
        read_upload(stick.read_bytes(), new_signing_key())
    assert caught.value.why is Why.FOR_ANOTHER


def test_whoever_signed_in_elsewhere_stays_out(registered: Desk, server: FakeServer, stick: Path) -> None:
    """The address was changed: what Ana learned for her server is not sealed to another."""
    learn(registered, "a")
    registered.settings.set("server_address", "https://other.example.org")
    other = new_signing_key()
    assert registered.catalog.shelf is not None
    Trust(registered.catalog.shelf.folder).remember("https://other.example.org", public_key(other))
    with pytest.raises(NothingToCarry):
        save_sync_file(registered, stick)
    assert not stick.exists()


def test_without_a_server_there_is_nobody_to_seal_to(desk: Desk, stick: Path) -> None:
    start_learning(desk)
    desk.settings.set("server_address", "https://never.example.org")
    with pytest.raises(NoServerYet):
        save_sync_file(desk, stick)


def test_before_anybody_started_there_is_nothing(desk: Desk, stick: Path) -> None:
    with pytest.raises(NothingToCarry):
        save_sync_file(desk, stick)
