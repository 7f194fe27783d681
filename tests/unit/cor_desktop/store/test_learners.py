"""Who is learning, and what is kept of them."""

from __future__ import annotations

from cor_desktop.store import facts, learners, unlocking
from cor_desktop.store.learners import LearnerRow, current, find
from cor_desktop.store.places import Place, keep_place, places
from cor_desktop.store.store import Store
from cor_desktop.store.unlocking import Unlocking
from cor_protocol.facts import Fact, Key, Stamp
from cor_protocol.wire import SentFact
from tests.factories.facts import DEVICE, LEARNER, OTHER_LEARNER, a_fact, sent


def test_a_new_learner_has_an_empty_record(store: Store) -> None:
    with store.reading() as connection:
        assert current(connection) == LearnerRow(LEARNER)


def test_one_learner_at_a_time_is_learning(store: Store) -> None:
    with store.transaction() as connection:
        learners.make_current(connection, OTHER_LEARNER)
        assert current(connection) == LearnerRow(OTHER_LEARNER)
        learners.make_current(connection, LEARNER)
        assert current(connection) == LearnerRow(LEARNER)


def test_coming_back_finds_the_record_as_it_was(store: Store) -> None:
    with store.transaction() as connection:
        learners.keep_revision(connection, LEARNER, 9)
        learners.make_current(connection, OTHER_LEARNER)
        learners.make_current(connection, LEARNER)
        assert current(connection) == LearnerRow(LEARNER, revision=9)


def test_signing_out_leaves_nobody_and_keeps_facts_and_the_sealed_profile(store: Store) -> None:
    with store.transaction() as connection:
        learners.keep_profile(connection, LEARNER, b"sealed", signed_in=True)
        facts.join(connection, LEARNER, [sent(a_fact())], unsent=True)
        learners.sign_out(connection, LEARNER)
        assert current(connection) is None
        row = find(connection, LEARNER)
        assert row is not None
        assert (row.has_account, row.signed_in, row.sealed_profile) == (True, False, b"sealed")
        assert facts.count_unsent(connection, LEARNER) == 1


def test_a_sign_in_the_server_ended_keeps_the_profile_for_the_next_one(store: Store) -> None:
    with store.transaction() as connection:
        learners.keep_profile(connection, LEARNER, b"sealed", signed_in=True)
        learners.need_sign_in(connection, LEARNER)
        row = current(connection)
    assert row is not None
    assert (row.has_account, row.signed_in, row.sealed_profile) == (True, False, b"sealed")


def test_a_sync_that_failed_keeps_when_the_last_one_went_well(store: Store) -> None:
    with store.transaction() as connection:
        learners.keep_outcome(connection, LEARNER, "Everything is sent.", 100)
        learners.keep_outcome(connection, LEARNER, "No connection.", None)
        row = current(connection)
    assert row is not None
    assert (row.last_sync, row.last_outcome) == (100, "No connection.")


def test_activity_and_the_certificate_counter_are_kept(store: Store) -> None:
    with store.transaction() as connection:
        learners.touch(connection, LEARNER, 77)
        learners.keep_certificates_seen(connection, LEARNER, 2)
        assert current(connection) == LearnerRow(LEARNER, last_activity=77, certificates_seen=2)


def test_re_keying_takes_places_along_but_not_over_newer_ones(store: Store) -> None:
    with store.transaction() as connection:
        keep_place(connection, OTHER_LEARNER, "a-module", Place(1, "one"))
        keep_place(connection, OTHER_LEARNER, "b-module", Place(1, "two"))
        keep_place(connection, LEARNER, "a-module", Place(1, "three"))
        learners.re_key(connection, OTHER_LEARNER, LEARNER)
        assert places(connection, LEARNER) == {"a-module": Place(1, "three"), "b-module": Place(1, "two")}
        assert places(connection, OTHER_LEARNER) == {}


def test_a_forgotten_learner_leaves_no_row(store: Store) -> None:
    with store.transaction() as connection:
        facts.join(connection, LEARNER, [sent(a_fact())], unsent=True)
        keep_place(connection, LEARNER, "a-module", Place(1, "one"))
        unlocking.keep(connection, Unlocking(LEARNER, b"belongs", b"lookup"))
        learners.forget(connection, LEARNER)
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("learner", "fact", "place", "certificate", "unlocking")
        ]
    assert counts == [0, 0, 0, 0, 0]


def test_leaving_keeps_the_record_and_lets_nobody_learn(store: Store) -> None:
    with store.transaction() as connection:
        learners.leave(connection)
        assert current(connection) is None
        assert find(connection, LEARNER) == LearnerRow(LEARNER)


def test_a_guest_who_started_something_waits_and_one_who_did_not_is_passed_over(store: Store) -> None:
    with store.transaction() as connection:
        learners.make_current(connection, OTHER_LEARNER)
        learners.leave(connection)
        assert learners.waiting_guest(connection) is None
        started = Fact(Key("module.started", "a-module:1", DEVICE), Stamp(1, 10))
        facts.join(connection, LEARNER, [SentFact(started, LEARNER)], unsent=True)
        found = learners.waiting_guest(connection)
        assert found is not None
        assert (found.id, found.declined_by) == (LEARNER, "")
        learners.decline(connection, LEARNER, OTHER_LEARNER)
        found = learners.waiting_guest(connection)
        assert found is not None
        assert found.declined_by == OTHER_LEARNER


def test_those_to_send_for_have_an_append_token_and_are_not_learning_now(store: Store) -> None:
    with store.transaction() as connection:
        for learner in (LEARNER, OTHER_LEARNER):
            learners.make_current(connection, learner)
            learners.keep_profile(connection, learner, b"sealed", signed_in=False)
            unlocking.keep(connection, Unlocking(learner, b"belongs", learner.encode(), append_token=b"token"))
        assert [row.id for row in learners.others_to_send_for(connection, LEARNER)] == [OTHER_LEARNER]
        unlocking.drop_append_token(connection, OTHER_LEARNER)
        assert learners.others_to_send_for(connection, LEARNER) == ()


def test_certificates_that_are_doubted_are_looked_at_again(store: Store) -> None:
    with store.transaction() as connection:
        learners.keep_certificates_seen(connection, LEARNER, 4)
        learners.doubt_certificates(connection, LEARNER)
        assert current(connection) == LearnerRow(LEARNER)
