"""What comes back on a stick: joined, acknowledged, opened by whom it is for; an old, foreign or forged file told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cor_desktop.actions.certificates import certificate_pdf, certificates
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.load_sync_file import Introduction, Loaded, load_sync_file, take_server
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.save_sync_file import save_sync_file
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.errors import NoCertificateYet, NotSaved
from cor_desktop.store import facts, learners
from cor_desktop.sync.sync_file import NotReadable, SyncFileNotTaken
from cor_protocol import sync_file
from cor_protocol.ids import new_device_id, new_learner_id
from cor_protocol.seal import new_signing_key
from cor_protocol.sync_file import Download, State, Why
from tests.factories.courses import a_course_desk
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.clock import HandClock
from tests.fakes.server import PDF, FakeServer, Record
from tests.fakes.stick import answer
from tests.unit.cor_desktop.actions.conftest import FORM

MODULE = a_module("a", "b", "c")


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock, server: FakeServer) -> Iterator[Desk]:
    """With a course, so that a server can be remembered."""
    opened = a_course_desk(tmp_path / "desk", clock, server, MODULE)
    yield opened
    opened.store.close()


@pytest.fixture
def carry(tmp_path: Path, server: FakeServer) -> Callable[..., Loaded]:
    """Save, take it to the server, and load what comes back."""

    def there_and_back(desk: Desk, **how: object) -> Loaded:
        save_sync_file(desk, tmp_path / "out.corsync")
        (tmp_path / "back.corsync").write_bytes(answer(server, (tmp_path / "out.corsync").read_bytes(), **how))  # type: ignore[arg-type]
        loaded = load_sync_file(desk, tmp_path / "back.corsync")
        assert isinstance(loaded, Loaded)
        return loaded

    return there_and_back


def again(desk: Desk, tmp_path: Path) -> Loaded:
    loaded = load_sync_file(desk, tmp_path / "back.corsync")
    assert isinstance(loaded, Loaded)
    return loaded


def learn(desk: Desk, *names: str) -> None:
    for name in names:
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)


def unsent(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return facts.count_unsent(connection, desk.learner().id)


def why(desk: Desk, place: Path) -> Why:
    before = desk.learner()
    with pytest.raises(SyncFileNotTaken) as caught:
        load_sync_file(desk, place)
    assert desk.learner() == before
    assert "Nothing was changed" in str(caught.value)
    return caught.value.why


def test_b2_what_came_back_is_sent_and_nothing_is_left_for_the_network(
    registered: Desk, server: FakeServer, carry: Callable[..., Loaded]
) -> None:
    learn(registered, "a", "b")
    loaded = carry(registered)
    assert (loaded.sent, unsent(registered)) == (5, 0)
    assert registered.learner().digest == server.records[registered.learner().id].digest
    server.requests.clear()
    assert synchronize(registered).kind == "sent"
    assert [len(request.facts) for request in server.requests] == [0]


def test_what_was_learned_on_the_way_stays_unsent(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    learn(registered, "a")
    save_sync_file(registered, tmp_path / "out.corsync")
    learn(registered, "b")
    (tmp_path / "back.corsync").write_bytes(answer(server, (tmp_path / "out.corsync").read_bytes()))
    again(registered, tmp_path)
    assert unsent(registered) == 2


def test_what_other_devices_did_comes_along(
    registered: Desk, other_desk: Desk, server: FakeServer, carry: Callable[..., Loaded]
) -> None:
    other_desk.settings.set("server_address", registered.settings.server_address)
    come_in(other_desk, FORM.email, FORM.password)
    learn(other_desk, "c")
    synchronize(other_desk)
    assert carry(registered).news == 3


def test_b2_m16_a_certificate_comes_back_and_opens_offline(
    registered: Desk, server: FakeServer, carry: Callable[..., Loaded]
) -> None:
    server.award(registered.learner().id, "COR-1")
    assert carry(registered).certificates == 1
    (entry,) = certificates(registered)
    assert (entry.number, certificate_pdf(registered, "COR-1")) == ("COR-1", PDF)
    assert synchronize(registered).new_certificates == 0


def test_loading_it_again_changes_nothing(
    registered: Desk, server: FakeServer, carry: Callable[..., Loaded], tmp_path: Path
) -> None:
    server.award(registered.learner().id, "COR-1")
    learn(registered, "a")
    carry(registered)
    before = registered.learner()
    assert again(registered, tmp_path) == Loaded()
    assert registered.learner() == before


def test_an_old_file_says_nothing_any_more(
    registered: Desk, server: FakeServer, carry: Callable[..., Loaded], tmp_path: Path
) -> None:
    """A certificate was revoked since, and the server was put back and wants everything again."""
    server.award(registered.learner().id, "COR-1")
    learn(registered, "a")
    carry(registered)
    learn(registered, "b")
    server.revoke(registered.learner().id)
    synchronize(registered)
    with registered.store.transaction() as connection:
        facts.mark_all_unsent(connection, registered.learner().id)
    before = registered.learner().revision
    again(registered, tmp_path)
    assert (registered.learner().revision, unsent(registered) > 0) == (before, True)
    assert [entry.state for entry in certificates(registered)] == ["revoked"]


def test_b3_a_server_that_was_put_back_is_healed_by_one_journey(
    registered: Desk, server: FakeServer, carry: Callable[..., Loaded]
) -> None:
    learn(registered, "a", "b")
    synchronize(registered)
    learner = registered.learner().id
    server.records[learner] = Record()
    carry(registered)
    assert server.records[learner].digest == registered.learner().digest


def test_whoever_is_locked_gets_the_certificate_at_the_next_loading(
    registered: Desk, server: FakeServer, tmp_path: Path
) -> None:
    server.award(registered.learner().id, "COR-1")
    save_sync_file(registered, tmp_path / "out.corsync")
    (tmp_path / "back.corsync").write_bytes(answer(server, (tmp_path / "out.corsync").read_bytes()))
    lock(registered)
    assert again(registered, tmp_path).shut == 1
    with pytest.raises(NoCertificateYet):
        certificate_pdf(registered, "COR-1")
    unlock(registered, FORM.password)
    assert again(registered, tmp_path).certificates == 1


def test_what_waits_or_is_refused_stays_unsent(registered: Desk, carry: Callable[..., Loaded]) -> None:
    learn(registered, "a")
    assert carry(registered, states=lambda learner: State.WAITING).waiting == 3
    assert carry(registered, states=lambda learner: State.REFUSED).refused == 3
    assert unsent(registered) == 3


def test_b5_a_guest_s_record_becomes_part_of_an_account_s(
    desk: Desk, server: FakeServer, carry: Callable[..., Loaded]
) -> None:
    start_learning(desk)
    learn(desk, "a")
    guest, account = desk.learner().id, new_learner_id()
    server.records[account] = Record()
    server.award(account, "COR-1")
    loaded = carry(desk, joined={guest: account})
    assert (desk.learner().id, loaded.sent, loaded.certificates, unsent(desk)) == (account, 3, 1, 0)
    assert certificate_pdf(desk, "COR-1") == PDF
    with desk.store.reading() as connection:
        assert learners.find(connection, guest) is None
        assert {origin for _, origin in facts.all_facts(connection, account)} == {guest}


def test_a_guest_who_is_confirmed_under_their_own_id_reads_the_certificate(
    desk: Desk, server: FakeServer, carry: Callable[..., Loaded]
) -> None:
    start_learning(desk)
    learn(desk, "a")
    carry(desk)
    server.award(desk.learner().id, "COR-1")
    assert carry(desk).certificates == 1
    assert certificate_pdf(desk, "COR-1") == PDF


def test_b8_a_record_that_was_deleted_is_wiped(
    registered: Desk, server: FakeServer, carry: Callable[..., Loaded]
) -> None:
    learn(registered, "a")
    learner = registered.learner().id
    server.records[learner].deleted = True
    assert carry(registered).wiped == 1
    with registered.store.reading() as connection:
        assert learners.find(connection, learner) is None
        assert facts.all_facts(connection, learner) == ()


def test_somebody_who_is_not_here_any_more_is_passed_over(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    learn(registered, "a")
    save_sync_file(registered, tmp_path / "out.corsync")
    (tmp_path / "back.corsync").write_bytes(answer(server, (tmp_path / "out.corsync").read_bytes()))
    with registered.store.transaction() as connection:
        learners.forget(connection, registered.learner().id)
    start_learning(registered)
    assert again(registered, tmp_path).unknown == 1


@pytest.mark.parametrize("wall", [1_420_070_400, 4_070_908_800])
def test_no_clock_keeps_a_file_out(registered: Desk, clock: HandClock, carry: Callable[..., Loaded], wall: int) -> None:
    clock.set_wall(wall)
    learn(registered, "a")
    assert carry(registered).sent == 3


def test_the_signed_time_of_a_file_is_kept_as_a_floor(
    registered: Desk, server: FakeServer, clock: HandClock, carry: Callable[..., Loaded]
) -> None:
    clock.set_wall(1_420_070_400)
    server.now = 2_000_000_000
    carry(registered)
    with registered.store.reading() as connection:
        (ahead,) = connection.execute("SELECT max(ahead) FROM epoch").fetchone()
    assert ahead == 2_000_000_000 - 1_420_070_400


def test_the_file_of_another_computer_is_told(
    registered: Desk, other_desk: Desk, server: FakeServer, tmp_path: Path
) -> None:
    other_desk.settings.set("server_address", registered.settings.server_address)
    come_in(other_desk, FORM.email, FORM.password)
    save_sync_file(other_desk, tmp_path / "out.corsync")
    (tmp_path / "back.corsync").write_bytes(answer(server, (tmp_path / "out.corsync").read_bytes()))
    assert why(registered, tmp_path / "back.corsync") is Why.FOR_ANOTHER


def test_a_file_that_names_another_device_is_told(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    """A copied disk that became a device of its own has the same key."""
    save_sync_file(registered, tmp_path / "out.corsync")
    upload = sync_file.read_upload((tmp_path / "out.corsync").read_bytes(), server.signing_key)
    raw = sync_file.write_download(Download(new_device_id(), 1, ()), server.signing_key, upload.key)
    (tmp_path / "back.corsync").write_bytes(raw)
    assert why(registered, tmp_path / "back.corsync") is Why.FOR_ANOTHER


def test_the_answer_of_another_server_is_told(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    save_sync_file(registered, tmp_path / "out.corsync")
    upload = sync_file.read_upload((tmp_path / "out.corsync").read_bytes(), server.signing_key)
    raw = sync_file.write_download(Download(upload.device, 1, ()), new_signing_key(), upload.key)
    (tmp_path / "back.corsync").write_bytes(raw)
    assert why(registered, tmp_path / "back.corsync") is Why.FORGED


def test_a_reply_that_answers_another_question_is_told(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    learn(registered, "a")

    def exchanged(download: Download) -> Download:
        (part,) = download.parts
        assert part.reply is not None
        return replace(download, parts=(part._replace(reply=replace(part.reply, revision=99)),))

    save_sync_file(registered, tmp_path / "out.corsync")
    raw = answer(server, (tmp_path / "out.corsync").read_bytes(), change=exchanged)
    (tmp_path / "back.corsync").write_bytes(raw)
    assert why(registered, tmp_path / "back.corsync") is Why.FORGED


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"%PDF", Why.NOT_A_SYNC_FILE), (b"COR sync file 1\n>", Why.DAMAGED), (b"", Why.NOT_A_SYNC_FILE)],
)
def test_other_files_are_told(registered: Desk, tmp_path: Path, raw: bytes, reason: Why) -> None:
    (tmp_path / "back.corsync").write_bytes(raw)
    assert why(registered, tmp_path / "back.corsync") is reason


def test_its_own_file_goes_to_the_server_first(registered: Desk, tmp_path: Path) -> None:
    save_sync_file(registered, tmp_path / "out.corsync")
    assert why(registered, tmp_path / "out.corsync") is Why.WRONG_WAY


def test_a_file_that_is_gone_is_told(registered: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        load_sync_file(registered, tmp_path / "none.corsync")


def test_a_server_introduces_itself_and_is_taken_when_the_learner_says_so(
    desk: Desk, server: FakeServer, tmp_path: Path
) -> None:
    desk.settings.set("server_address", "")
    start_learning(desk)
    learn(desk, "a")
    card = tmp_path / "server.corsync"
    card.write_bytes(sync_file.write_card("Our server", server.signing_key))
    introduction = load_sync_file(desk, card)
    assert isinstance(introduction, Introduction)
    assert (introduction.name, introduction.key, len(introduction.fingerprint)) == ("Our server", server.key, 39)
    take_server(desk, introduction)
    assert save_sync_file(desk, tmp_path / "out.corsync").items == 3


def test_another_server_does_not_push_in_between(registered: Desk, tmp_path: Path) -> None:
    card = tmp_path / "server.corsync"
    card.write_bytes(sync_file.write_card("Trust me", new_signing_key()))
    assert why(registered, card) is Why.FORGED


def test_a_disk_that_is_full_keeps_everything_as_it_was(
    registered: Desk, server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(registered, "a")
    save_sync_file(registered, tmp_path / "out.corsync")
    (tmp_path / "back.corsync").write_bytes(answer(server, (tmp_path / "out.corsync").read_bytes()))

    def full(*words: object) -> None:
        raise NotSaved

    monkeypatch.setattr(learners, "keep_revision", full)
    with pytest.raises(NotSaved):
        load_sync_file(registered, tmp_path / "back.corsync")
    assert unsent(registered) == 3
