from __future__ import annotations

import datetime
import random

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.views import SyncState, sync_state
from cor_desktop.errors import NotSaved, Offline, ServerTrouble
from cor_desktop.presenters.sync_line import SyncPresenter, sentence
from cor_protocol.facts import PAGE_OPENED
from tests.factories.modules import a_module
from tests.fakes.background import AtOnce, WhenTold
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer

MODULE = a_module("one", "two")
NOW = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)
SENT = SyncState(0, NOW.replace(day=17), signed_in=True, guest=False, working_offline=False, last_sentence="")


def a_presenter(desk: Desk) -> SyncPresenter:
    return SyncPresenter(desk, AtOnce(), random.Random(1))


def go_offline(server: FakeServer) -> None:
    def fault() -> None:
        raise Offline

    server.fault = fault


@pytest.mark.parametrize(
    ("state", "busy", "words"),
    [
        (SENT, False, "Saved on this computer · all sent · last sync 17 November"),
        (SENT, True, "Saved on this computer · sending · last sync 17 November"),
        (
            SyncState(3, NOW.replace(hour=14, minute=10), True, False, False, ""),
            False,
            "Saved on this computer · 3 items not sent yet · last sync 14:10",
        ),
        (
            SyncState(1, None, True, False, True, ""),
            False,
            "Saved on this computer · 1 item not sent yet · working offline",
        ),
        (
            SyncState(1, None, False, False, False, ""),
            False,
            "Saved on this computer · 1 item not sent yet · sign in to send",
        ),
        (SyncState(9, None, False, True, False, ""), False, "Saved on this computer · no account yet"),
        (
            SyncState(0, None, False, True, False, "", nobody=True),
            False,
            "Saved on this computer · nobody is signed in",
        ),
    ],
)
def test_the_line_says_how_things_stand(state: SyncState, busy: bool, words: str) -> None:
    assert sentence(state, busy, NOW) == words


def test_a_finished_activity_is_sent_by_itself(ana: Desk) -> None:
    presenter = a_presenter(ana)
    open_activity(ana, MODULE, "one")
    finish_activity(ana, MODULE, "one")
    presenter.work_kept(True)
    assert presenter.line.value == "Saved on this computer · all sent · last sync 15:00"


def test_a_page_that_is_only_opened_waits_in_the_line(ana: Desk) -> None:
    presenter = a_presenter(ana)
    open_activity(ana, MODULE, "one")
    presenter.work_kept(False)
    assert presenter.line.value == "Saved on this computer · 2 items not sent yet"


def test_nothing_is_sent_while_working_offline(ana: Desk, server: FakeServer) -> None:
    presenter = a_presenter(ana)
    presenter.work_offline(True)
    open_activity(ana, MODULE, "one")
    presenter.work_kept(True)
    assert server.requests == []
    assert presenter.state.value.unsent == 2


def test_plugging_in_again_sends_what_waits(ana: Desk) -> None:
    presenter = a_presenter(ana)
    presenter.work_offline(True)
    open_activity(ana, MODULE, "one")
    presenter.work_offline(False)
    assert presenter.state.value.unsent == 0


def test_without_a_server_it_is_tried_again_later(ana: Desk, server: FakeServer) -> None:
    go_offline(server)
    open_activity(ana, MODULE, "one")
    presenter = a_presenter(ana)
    presenter.tick()
    assert 30 <= presenter.wait.value <= 60
    assert presenter.state.value.unsent == 2


def test_after_a_sync_nothing_is_waited_for(ana: Desk) -> None:
    open_activity(ana, MODULE, "one")
    presenter = a_presenter(ana)
    presenter.tick()
    assert presenter.wait.value == 0


def test_one_sync_runs_at_a_time_and_what_came_meanwhile_follows(ana: Desk) -> None:
    background = WhenTold()
    presenter = SyncPresenter(ana, background, random.Random(1))
    presenter.sync_now()
    open_activity(ana, MODULE, "one")
    presenter.work_kept(True)
    assert (len(background.waiting), presenter.busy.value) == (1, True)
    background.finish()
    assert not background.waiting
    assert sync_state(ana).unsent == 0


def test_new_certificates_are_counted(ana: Desk, server: FakeServer) -> None:
    presenter = a_presenter(ana)
    server.award(ana.learner().id, "COR-1")
    presenter.sync_now()
    assert presenter.arrived.value == 1


def test_a_guest_sends_nothing(guest: Desk, server: FakeServer) -> None:
    open_activity(guest, MODULE, "one")
    presenter = a_presenter(guest)
    presenter.start()
    presenter.tick()
    assert (server.requests, presenter.wait.value) == ([], 0)


def test_a_start_looks_for_news_though_nothing_is_unsent(ana: Desk, server: FakeServer) -> None:
    a_presenter(ana).start()
    assert len(server.requests) == 1


def test_a_full_disk_is_told_and_tried_again(ana: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_desk: Desk) -> None:
        raise NotSaved

    open_activity(ana, MODULE, "one")
    monkeypatch.setattr("cor_desktop.presenters.sync_line.synchronize", full)
    presenter = a_presenter(ana)
    presenter.tick()
    assert isinstance(presenter.trouble.value, NotSaved)
    assert (presenter.busy.value, presenter.wait.value > 0) == (False, True)


def test_the_queue_is_said_in_a_sentence(ana: Desk) -> None:
    presenter = a_presenter(ana)
    assert presenter.queue == "Nothing waits to be sent."
    open_activity(ana, MODULE, "one")
    presenter.refresh()
    assert presenter.queue == "2 items not sent yet. They are saved on this computer."
    presenter.sync_now()
    assert presenter.queue == "Everything on this computer is sent."


def test_m1_pages_alone_are_no_work_that_was_sent(guest: Desk) -> None:
    presenter = a_presenter(guest)
    keep_open_page(guest, "help")
    presenter.refresh()
    assert presenter.queue == "Nothing waits to be sent."


def test_the_last_sync_is_said_in_a_sentence(ana: Desk) -> None:
    presenter = a_presenter(ana)
    assert presenter.last_time == "There has been no sync yet."
    presenter.sync_now()
    assert presenter.last_time == "The last sync was at 15:00."


def test_m1_pages_that_were_only_looked_at_are_sent_and_not_counted_as_work(ana: Desk, server: FakeServer) -> None:
    presenter = a_presenter(ana)
    presenter.start()
    for page in ("help", "settings", "account"):
        keep_open_page(ana, page)
    presenter.page_kept()
    assert "all sent" in presenter.line.value
    assert presenter.queue == "What you learned is sent. Which pages you opened follows later."
    assert presenter.wait.value > 0
    presenter.tick()
    (record,) = server.records.values()
    assert {key.item.split(":")[0] for key in record.facts if key.kind == PAGE_OPENED} == {
        "help",
        "settings",
        "account",
    }
    assert presenter.queue == "Everything on this computer is sent."


def test_m1_pages_beside_work_leave_its_number_as_it_is(ana: Desk, server: FakeServer) -> None:
    presenter = a_presenter(ana)
    go_offline(server)
    open_activity(ana, MODULE, "one")
    keep_open_page(ana, "help")
    presenter.page_kept()
    assert "2 items not sent yet" in presenter.line.value


def test_m6_whoever_has_signed_out_does_not_read_that_there_is_no_account(ana: Desk) -> None:
    sign_out(ana)
    assert a_presenter(ana).line.value == "Saved on this computer · nobody is signed in"


def test_the_line_is_said_anew_in_another_language(ana: Desk, server: FakeServer, spanish: None) -> None:
    presenter = a_presenter(ana)
    go_offline(server)
    open_activity(ana, MODULE, "one")
    presenter.trouble.set(Offline())
    presenter.say_anew()
    assert presenter.line.value.startswith("Guardado en este equipo · 2 elementos sin enviar")
    assert presenter.trouble.value is None


def test_m18_what_the_server_asks_to_wait_is_kept_to_by_all_but_the_learner(
    ana: Desk, server: FakeServer, clock: HandClock
) -> None:
    def busy() -> None:
        raise ServerTrouble(retry_after=600)

    server.fault = busy
    open_activity(ana, MODULE, "one")
    sync = a_presenter(ana)
    sync.tick()
    asked = len(server.requests)
    assert sync.wait.value >= 600
    server.fault = lambda: None
    clock.advance(599)
    sync.work_kept(finished=True)
    assert len(server.requests) == asked
    sync.sync_now()
    assert sync.state.value.unsent == 0
    open_activity(ana, MODULE, "two")
    sync.work_kept(finished=True)
    assert sync.state.value.unsent == 0


def test_m18_a_computer_that_slept_is_asked_for_only_where_something_waits(ana: Desk) -> None:
    sync = a_presenter(ana)
    sync.woke()
    assert sync.wait.value == 0
    open_activity(ana, MODULE, "one")
    sync.refresh()
    sync.woke()
    assert 3 <= sync.wait.value <= 20
    ana.settings.set("work_offline", True)
    sync.refresh()
    sync.wait.set(0.0)
    sync.woke()
    assert sync.wait.value == 0
