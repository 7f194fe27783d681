"""How a profile opens is kept row by row, and shut row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cor_desktop.store import unlocking
from cor_desktop.store.store import Store
from cor_desktop.store.unlocking import Unlocking
from tests.factories.facts import LEARNER, OTHER_LEARNER

ROW = Unlocking(
    LEARNER, b"belongs", b"lookup", b"salt", b"sealed", b"kept", b"append", b"pass", b"name", 3, 10.5, 7, "idle", True
)
OTHER = replace(ROW, learner=OTHER_LEARNER, lookup=b"other")


@pytest.fixture(autouse=True)
def two_rows(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.keep(connection, ROW)
        unlocking.keep(connection, OTHER)


def row(store: Store, learner: str = LEARNER) -> Unlocking | None:
    with store.reading() as connection:
        return unlocking.find(connection, learner)


def test_a_row_comes_back_as_it_was_kept(store: Store) -> None:
    assert row(store) == ROW
    with store.reading() as connection:
        assert unlocking.everyone(connection) == tuple(sorted((ROW, OTHER), key=lambda each: each.learner))
        assert unlocking.find_by_email(connection, b"other") == OTHER
        assert unlocking.find_by_email(connection, b"nobody") is None
        assert unlocking.find(connection, "c" * 26) is None


def test_an_address_that_went_to_another_account_finds_whoever_signed_in_last(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.keep(connection, replace(OTHER, lookup=b"lookup"))
        found = unlocking.find_by_email(connection, b"lookup")
    assert found is not None
    assert found.learner == OTHER_LEARNER


def test_keeping_again_takes_the_place_of_what_was_there(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.keep(connection, replace(ROW, salt=b"another"))
    assert row(store) == replace(ROW, salt=b"another")


def test_shutting_leaves_only_the_password_and_no_lock(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.shut(connection, LEARNER)
    assert row(store) == replace(ROW, kept_key=None, locked_at=0)
    assert row(store, OTHER_LEARNER) == OTHER


def test_the_right_password_opens_and_ends_every_wait(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.reopen(connection, LEARNER, b"fresh")
    assert row(store) == replace(ROW, kept_key=b"fresh", locked_at=0, failures=0, failed_boot=0.0)


def test_the_others_or_all_can_be_shut(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.shut_others(connection, LEARNER)
    assert (row(store), row(store, OTHER_LEARNER)) == (ROW, replace(OTHER, kept_key=None))
    with store.transaction() as connection:
        unlocking.shut_all(connection)
    assert row(store) == replace(ROW, kept_key=None)


@pytest.mark.parametrize("wall", [-5, 0])
def test_a_lock_is_one_whatever_the_clock_shows(store: Store, wall: int) -> None:
    with store.transaction() as connection:
        unlocking.lock(connection, LEARNER, wall)
    assert row(store) == replace(ROW, kept_key=None, locked_at=1)


def test_why_the_server_ended_it_is_kept_until_the_next_sign_in(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.end(connection, LEARNER, "password_changed")
    assert row(store) == replace(ROW, kept_key=None, ended="password_changed")
    with store.transaction() as connection:
        unlocking.keep_tokens(connection, LEARNER, b"fresh", b"pass2")
    assert row(store) == replace(ROW, kept_key=None, ended="", append_token=b"fresh", device_pass=b"pass2")


def test_failures_are_counted_and_begin_anew_with_the_computer(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.keep_failures(connection, LEARNER, 5, 900.0)
        unlocking.begin_anew(connection, 60.0)
    assert row(store) == replace(ROW, failures=5, failed_boot=0.0)
    assert row(store, OTHER_LEARNER) == OTHER


def test_what_has_done_its_service_is_dropped(store: Store) -> None:
    with store.transaction() as connection:
        unlocking.drop_append_token(connection, LEARNER)
        unlocking.forget_name(connection, LEARNER)
    assert row(store) == replace(ROW, append_token=None, remembered_name=None)
    with store.transaction() as connection:
        unlocking.forget_all_names(connection)
    assert row(store, OTHER_LEARNER) == replace(OTHER, remembered_name=None)
