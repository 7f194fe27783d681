"""Sync from the client's side: what is sent, what is merged, and what becomes of every fault."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace

import pytest

from cor_desktop import RELEASED
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.actions.views import is_started, record, sync_state
from cor_desktop.errors import NotOurServer, Offline, ServerTrouble, SignInAgain
from cor_protocol.accounts import Ended
from cor_protocol.facts import Digest
from cor_protocol.wire import Reply
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer, Record

MODULE = a_module(*(f"n{n}" for n in range(20)))


def learn(desk: Desk, *names: str) -> None:
    for name in names:
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)


def its_record(desk: Desk, server: FakeServer) -> Record:
    return server.records[desk.learner().id]


def raising(trouble: Exception) -> Callable[[], None]:
    def fault() -> None:
        raise trouble

    return fault


def test_one_request_brings_everything_over(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1", "n2")
    assert synchronize(registered).kind == "sent"
    assert len(server.requests) == 1
    assert (
        its_record(registered, server).digest
        == registered.learner().digest
        == Digest(5, its_record(registered, server).digest.total)
    )
    state = sync_state(registered)
    assert (state.unsent, state.last_sentence) == (0, "")
    assert state.last_sync is not None


def test_the_epochs_that_unsent_facts_name_go_along(registered: Desk, server: FakeServer, clock: HandClock) -> None:
    learn(registered, "n1")
    clock.restart()
    learn(registered, "n2")
    synchronize(registered)
    assert [span.epoch for span in server.requests[-1].spans] == [1, 2]


def test_what_the_signed_answer_says_of_the_time_goes_along_with_what_is_learned_next(
    registered: Desk, server: FakeServer, clock: HandClock
) -> None:
    synchronize(registered)
    learn(registered, "n1")
    clock.restart()
    synchronize(registered)
    sent = server.requests[-1]
    assert (sent.now.epoch, sent.now.line) == (2, 0)
    assert [floor.epoch for floor in sent.floors] == [1, 2]
    assert sent.floors[0].ahead > RELEASED - clock.wall


def test_a_second_computer_gets_what_the_first_has_learned(
    registered: Desk, other_desk: Desk, server: FakeServer
) -> None:
    learn(registered, "n1")
    synchronize(registered)
    sign_in(other_desk, "ana@example.org", "four quiet words here")
    synchronize(other_desk)
    assert record(other_desk)["a-module"].finished == {"n1"}


def test_two_computers_that_learned_apart_come_together(registered: Desk, other_desk: Desk, server: FakeServer) -> None:
    sign_in(other_desk, "ana@example.org", "four quiet words here")
    learn(registered, "n1")
    learn(other_desk, "n2")
    for desk in (registered, other_desk, registered):
        assert synchronize(desk).kind == "sent"
    assert record(registered)["a-module"].finished == record(other_desk)["a-module"].finished == {"n1", "n2"}
    assert registered.learner().digest == other_desk.learner().digest


def test_a_reply_that_is_lost_is_made_up_for(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")
    server.lose_reply = raising(Offline())
    assert synchronize(registered).kind == "offline"
    assert sync_state(registered).unsent == 3
    server.lose_reply = lambda: None
    assert synchronize(registered).kind == "sent"
    assert sync_state(registered).unsent == 0


def test_a_server_restored_from_an_old_backup_regains_everything(registered: Desk, server: FakeServer) -> None:
    synchronize(registered)
    backup = copy.deepcopy(server.records)
    learn(registered, "n1", "n2")
    synchronize(registered)
    full = its_record(registered, server).digest
    server.records = backup
    assert synchronize(registered).kind == "sent"
    assert its_record(registered, server).digest == full


def test_a_row_the_server_lost_silently_is_healed(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1", "n2")
    synchronize(registered)
    full = its_record(registered, server).digest
    its_record(registered, server).facts.popitem()
    assert synchronize(registered).kind == "sent"
    assert its_record(registered, server).digest == full


def test_two_sides_that_cannot_agree_stop_and_keep_all(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")
    synchronize(registered)
    its_record(registered, server).join = lambda arriving: None  # type: ignore[method-assign]
    its_record(registered, server).facts.clear()
    server.requests.clear()
    outcome = synchronize(registered)
    assert outcome.kind == "trouble"
    assert "Everything is kept" in outcome.sentence
    assert len(server.requests) == 3
    assert record(registered)["a-module"].finished == {"n1"}


@pytest.mark.parametrize("most", [12, 1])
def test_a_message_that_is_too_big_goes_in_parts(registered: Desk, server: FakeServer, most: int) -> None:
    server.most_facts = most
    learn(registered, *(f"n{n}" for n in range(20)))
    assert synchronize(registered).kind == "sent"
    assert its_record(registered, server).digest == registered.learner().digest
    assert its_record(registered, server).digest.count == 41


def test_a_server_that_takes_no_fact_at_all_ends_in_words(registered: Desk, server: FakeServer) -> None:
    server.most_facts = 0
    learn(registered, "n1")
    assert synchronize(registered).kind == "trouble"
    assert sync_state(registered).unsent == 3


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [(Offline(), "offline"), (ServerTrouble(), "trouble"), (NotOurServer(), "trouble"), (SignInAgain(), "sign_in")],
)
def test_a_fault_on_the_way_leaves_everything_unsent_and_is_told(
    registered: Desk, server: FakeServer, trouble: Exception, kind: str
) -> None:
    learn(registered, "n1")
    server.fault = raising(trouble)
    outcome = synchronize(registered)
    assert (outcome.kind, outcome.sentence) == (kind, str(trouble))
    assert sync_state(registered).unsent == 3


def test_what_the_server_asks_to_wait_is_handed_on(registered: Desk, server: FakeServer) -> None:
    server.fault = raising(ServerTrouble(retry_after=120))
    assert synchronize(registered).retry_after == 120


def test_a_sign_in_the_server_ended_is_asked_for_again(registered: Desk, server: FakeServer) -> None:
    server.tokens.clear()
    learn(registered, "n1")
    assert synchronize(registered).kind == "sign_in"
    assert not sync_state(registered).signed_in
    sign_in(registered, "ana@example.org", "four quiet words here")
    assert synchronize(registered).kind == "sent"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda reply: replace(reply, signature=b"x" * 64),
        lambda reply: replace(reply, revision=reply.revision + 1),
        lambda reply: replace(reply, control={"wait": 1}),
    ],
)
def test_a_reply_the_server_did_not_sign_is_not_used(
    registered: Desk, server: FakeServer, tamper: Callable[[Reply], Reply]
) -> None:
    learn(registered, "n1")
    server.tamper = tamper
    assert synchronize(registered).kind == "trouble"
    assert sync_state(registered).unsent == 3
    assert registered.learner().revision == 0


def test_a_signed_wipe_clears_this_learner_from_this_computer(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")
    its_record(registered, server).deleted = True
    synchronize(registered)
    assert not is_started(registered)


def test_a_wipe_nobody_signed_clears_nothing(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")
    its_record(registered, server).deleted = True
    server.tamper = lambda reply: replace(reply, signature=b"x" * 64)
    synchronize(registered)
    assert record(registered)["a-module"].finished == {"n1"}


def test_a_guest_has_nothing_to_send(desk: Desk, server: FakeServer) -> None:
    start_learning(desk)
    assert synchronize(desk).kind == "nothing"
    assert server.requests == []


def test_working_offline_uses_no_network(registered: Desk, server: FakeServer) -> None:
    registered.settings.set("work_offline", True)
    learn(registered, "n1")
    assert synchronize(registered).kind == "offline"
    assert server.requests == []


def test_an_exchange_changes_no_fact(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")
    before = record(registered)
    synchronize(registered)
    assert record(registered) == before


def test_a_token_is_never_sent_to_another_address_than_the_one_that_gave_it(
    registered: Desk, server: FakeServer
) -> None:
    learn(registered, "n1")
    registered.settings.set("server_address", "https://elsewhere.example.org")
    outcome = synchronize(registered)
    assert (outcome.kind, server.requests) == ("sign_in", [])
    assert outcome.sentence.startswith("The server’s address has changed. Please sign in again.")


def test_a_sync_under_way_does_not_end_the_sign_in_that_came_meanwhile(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")

    def signs_in_anew() -> None:
        server.fault = lambda: None
        come_in(registered, "ana@example.org", "four quiet words here")

    server.fault = signs_in_anew
    assert synchronize(registered).kind == "sent"
    assert registered.session.of(registered.learner().id) is not None


def test_an_end_with_a_reason_is_told_and_everything_is_kept(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")
    server.password_is_changed_elsewhere("ana@example.org", "five other quiet words")
    outcome = synchronize(registered)
    assert outcome.sentence.startswith("Your password was changed. Please sign in with the new one.")
    assert record(registered)["a-module"].finished == {"n1"}
    assert its_record(registered, server).digest.count == 3
    learn(registered, "n2")
    assert synchronize(registered).kind == "sign_in"
    assert its_record(registered, server).digest.count == 5


def test_a_server_that_slows_the_sign_in_down_does_not_stop_the_learner(registered: Desk, server: FakeServer) -> None:
    lock(registered)
    registered.settings.set("work_offline", True)
    unlock(registered, "four quiet words here")
    registered.settings.set("work_offline", False)
    server.passes.clear()
    server.wait = 30
    assert synchronize(registered).kind == "trouble"
    server.wait = 0
    assert synchronize(registered).kind == "sent"


def test_m6_what_ended_a_sign_in_is_said_by_every_sync_until_the_next_one(registered: Desk, server: FakeServer) -> None:
    learn(registered, "n1")
    server.password_is_changed_elsewhere("ana@example.org", "another good password here")
    sentences = [synchronize(registered).sentence for _ in range(2)]
    assert sentences[0].startswith("Your password was changed. Please sign in with the new one.")
    assert sentences[1] == "Everything is sent. Your password was changed. Please sign in with the new one."


def test_m6_a_device_that_was_ended_elsewhere_is_told_so_by_every_sync(registered: Desk, server: FakeServer) -> None:
    for token in server.tokens.values():
        token.why = Ended.ELSEWHERE
    sentences = [synchronize(registered).sentence for _ in range(2)]
    assert ["You ended this computer’s sign-in from another place" in said for said in sentences] == [True, True]
