"""Sending from the queue: once where all goes well, again where it does not, and never in the log."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError
from post_office.models import Email
from pytest_django.fixtures import Settings

from sync_server.audit.models import Entry
from sync_server.mail import queue, sender
from sync_server.mail.domain import send
from sync_server.mail.route import Encryption, MailServer
from sync_server.mail.sender import Sender
from tests.conftest import ExpectedLogs
from tests.factories.mails import waiting_mails
from tests.factories.server import only_on_sqlite
from tests.fakes.smtp import HOST, FakeMailServer, mail_server
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db
ADA, ROSA = "ada@example.org", "rosa@example.org"
CODE = "account/email/password_reset_code"


@pytest.fixture
def post(settings: Settings, tmp_path: Path) -> Iterator[FakeMailServer]:
    with mail_server() as running:
        settings.COR_DATA = tmp_path
        settings.COR_MAIL_ROUTE = MailServer(HOST, running.port, Encryption.NONE)
        yield running


@pytest.fixture
def worker(post: FakeMailServer) -> Iterator[Sender]:
    worker = Sender()
    yield worker
    worker.stop()


def put(*addresses: str) -> None:
    for address in addresses:
        send(CODE, address, code="ABCD-EFGH")


def waiting() -> list[str]:
    return [address for mail in waiting_mails() for address in mail.to]


def test_a_mail_is_sent_once_and_then_nothing_of_it_lies_in_the_database(worker: Sender, post: FakeMailServer) -> None:
    put(ADA, ROSA)
    worker.look()
    worker.look()
    assert [mail["To"] for mail in post.received] == [ADA, ROSA]
    assert waiting() == []


def test_a_mail_that_cannot_be_opened_any_more_is_given_up_and_keeps_nobody_back(
    worker: Sender, post: FakeMailServer, settings: Settings, expected_log: ExpectedLogs
) -> None:
    expected_log(r"mail \d+ is given up: secret.key is another one")
    put(ADA)
    settings.SECRET_KEY = "another one, after the old one was lost"
    put(ROSA)
    worker.look()
    assert [mail["To"] for mail in post.received] == [ROSA]
    assert (waiting(), Entry.objects.get().act) == ([], "mail.refused")


def test_only_the_worker_whose_turn_it_is_sends(worker: Sender, post: FakeMailServer) -> None:
    only_on_sqlite()  # PostgreSQL gives the turn to a connection, of which there is one here
    other = Sender()
    worker.look()
    put(ADA)
    other.look()
    assert post.received == []
    worker.stop()
    other.look()
    assert len(post.received) == 1
    other.stop()


def test_while_the_mail_server_is_down_mails_wait_and_go_out_when_it_is_back(
    worker: Sender, post: FakeMailServer, time: Clock, expected_log: ExpectedLogs
) -> None:
    expected_log("mails wait: The mail server 127.0.0.1 cannot be reached")
    put(ADA)
    post.down()
    for _ in range(20):
        worker.look()
        time.forward(60)
    post.up()
    worker.look()
    assert ([mail["To"] for mail in post.received], waiting()) == ([ADA], [])


def test_a_mail_server_that_is_down_is_called_less_and_less_often_but_once_a_minute(
    worker: Sender, post: FakeMailServer, time: Clock, caplog: pytest.LogCaptureFixture, expected_log: ExpectedLogs
) -> None:
    expected_log("mails wait")
    put(ADA)
    post.down()
    for _ in range(300):
        worker.look()
        time.forward(1)
    pauses = [record.args[1] for record in caplog.records if isinstance(record.args, tuple)]
    assert pauses == [5, 10, 20, 40, 60, 60, 60, 60]


def test_a_code_that_is_over_is_not_sent_late(
    worker: Sender, post: FakeMailServer, time: Clock, expected_log: ExpectedLogs
) -> None:
    expected_log(r"mail \d+ was not sent in time and is dropped")
    put(ADA)
    time.forward(1800)
    worker.look()
    assert (post.received, waiting()) == ([], [])


def test_without_a_way_mails_wait_and_are_dropped_in_time(
    worker: Sender, settings: Settings, time: Clock, expected_log: ExpectedLogs
) -> None:
    expected_log("is dropped")
    settings.COR_MAIL_ROUTE = None
    put(ADA)
    worker.look()
    assert waiting() == [ADA]
    time.forward(1800)
    worker.look()
    assert waiting() == []


@pytest.mark.parametrize("answer", ["450 busy", "451 greylisted"])
def test_a_mail_that_is_not_taken_for_now_is_tried_again_and_the_others_go_out(
    worker: Sender, post: FakeMailServer, time: Clock, expected_log: ExpectedLogs, answer: str
) -> None:
    expected_log(rf"mail \d+ waits: .* did not take it for now \({answer[:3]}\)")
    put(ADA)
    post.to_receiver = answer
    worker.look()
    post.to_receiver = "250 OK"
    put(ROSA)
    worker.look()
    assert ([mail["To"] for mail in post.received], waiting()) == ([ROSA], [ADA])
    time.forward(30)
    worker.look()
    assert ([mail["To"] for mail in post.received], waiting()) == ([ROSA, ADA], [])


def test_a_mail_that_is_refused_for_good_ends_and_is_audited_by_its_number(
    worker: Sender, post: FakeMailServer, expected_log: ExpectedLogs
) -> None:
    expected_log(r"mail \d+ is given up: .* refused it for good \(550\)")
    put(ADA)
    number = Email.objects.get().pk
    post.to_receiver = "550 no such mailbox"
    worker.look()
    entry = Entry.objects.get(act="mail.refused")
    assert (waiting(), entry.actor, entry.object) == ([], "mail", f"mail {number}")
    assert ADA not in entry.reason


def test_a_line_cut_after_the_mail_brings_it_twice_with_the_same_message_id(
    worker: Sender, post: FakeMailServer, time: Clock, expected_log: ExpectedLogs
) -> None:
    expected_log("mails wait: .* hung up while a mail was handed over")
    put(ADA)
    post.is_cut_after_mail = True
    worker.look()
    post.is_cut_after_mail = False
    time.forward(30)
    worker.look()
    assert (len(post.ids), len(set(post.ids)), waiting()) == (2, 1, [])


def test_a_mail_over_which_the_other_side_stumbles_does_not_keep_the_others_back(
    worker: Sender, post: FakeMailServer, time: Clock, expected_log: ExpectedLogs
) -> None:
    expected_log("hung up while a mail was handed over")
    put(ADA, ROSA)
    post.is_cut_after_mail = True
    worker.look()
    post.is_cut_after_mail = False
    time.forward(5)
    worker.look()
    assert ([mail["To"] for mail in post.received], waiting()) == ([ADA, ROSA], [ADA])


def test_a_mail_that_cannot_be_taken_out_of_the_database_is_sent_again_with_the_same_message_id(
    worker: Sender, post: FakeMailServer, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLogs
) -> None:
    expected_log("mail is stuck: OSError")

    def fail(mail: Email) -> None:
        raise OSError("disk full")

    put(ADA)
    with monkeypatch.context() as broken:
        broken.setattr(queue, "remove", fail)
        worker.look()
    worker.look()
    assert (len(post.ids), len(set(post.ids)), waiting()) == (2, 1, [])


def test_asvs_16_2_5_no_address_no_code_and_no_subject_gets_into_the_log(
    worker: Sender,
    post: FakeMailServer,
    time: Clock,
    caplog: pytest.LogCaptureFixture,
    expected_log: ExpectedLogs,
    capfd: pytest.CaptureFixture[str],
) -> None:
    expected_log("mail")
    caplog.set_level(logging.DEBUG, "cor")
    caplog.set_level(logging.DEBUG, "post_office")
    for answer in ("450 busy", "550 no such mailbox", "452 full", "250 OK"):
        put(ADA)
        post.to_receiver = answer  # the other side quotes the address
        worker.look()
        time.forward(90)
    post.down()
    put(ADA)
    worker.look()
    time.forward(1800)
    worker.look()
    said = caplog.text + "".join(capfd.readouterr())
    assert len(said.splitlines()) >= 5
    assert not any(secret in said for secret in (ADA, "ABCD-EFGH", "Your code"))


def test_what_goes_wrong_is_said_once_by_its_kind_and_the_next_look_may_go_well(
    worker: Sender,
    post: FakeMailServer,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: ExpectedLogs,
    caplog: pytest.LogCaptureFixture,
) -> None:
    expected_log("mail is stuck: DatabaseError")

    def fail() -> list[int]:
        raise DatabaseError(ADA)

    put(ADA)
    with monkeypatch.context() as broken:
        broken.setattr(
            "sync_server.mail.sender.connection.close", lambda: None
        )  # it would take the test's database along
        broken.setattr(queue, "drop_stale", fail)
        worker.look()
        worker.look()
    worker.look()
    assert (len(caplog.records), len(post.received), ADA in caplog.text) == (1, 1, False)


def test_a_worker_looks_again_and_again_beside_the_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = threading.Semaphore(0)
    monkeypatch.setattr(sender, "_EVERY", 0.01)
    monkeypatch.setattr(Sender, "look", lambda worker: looks.release())
    end = sender.start_in_worker()
    assert all(looks.acquire(timeout=10) for _ in range(3))
    end.set()
