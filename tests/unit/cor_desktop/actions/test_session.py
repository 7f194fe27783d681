"""What is open lives in memory, belongs to one learner, and is gone when it is closed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cor_desktop.actions.profile import Profile
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.session import Farewell, Opened, Session
from cor_desktop.errors import Locked

PROFILE = Profile("Ana", "Bell", "ana@example.org", "token", b"key", "https://cor.example.org")
OPENED = Opened("l" * 26, b"k" * 32, PROFILE, Secret("words"))


@pytest.fixture
def session() -> Session:
    session = Session()
    session.open(OPENED, session.turn)
    return session


def test_what_is_open_is_open_for_its_learner_alone(session: Session) -> None:
    assert session.of("l" * 26) is OPENED
    assert session.key_of("l" * 26) == b"k" * 32
    assert session.of("m" * 26) is None
    with pytest.raises(Locked):
        session.key_of("m" * 26)


def test_closing_gives_back_what_was_open_once(session: Session) -> None:
    assert session.close(locked=True) is OPENED
    assert session.locked
    assert session.close() is None
    assert not session.locked


def test_whoever_began_before_it_was_closed_cannot_open_it(session: Session) -> None:
    turn = session.turn
    session.close(locked=True)
    assert not session.open(OPENED, turn)
    assert session.open(OPENED, session.turn)
    assert not session.locked


def test_another_profile_takes_the_place_of_the_open_one_and_the_password_goes(session: Session) -> None:
    renewed = replace(PROFILE, token="fresh")
    session.renew("l" * 26, renewed)
    assert session.of("l" * 26) == Opened("l" * 26, b"k" * 32, renewed, None)
    session.renew("m" * 26, PROFILE)
    assert session.of("l" * 26) == Opened("l" * 26, b"k" * 32, renewed, None)


def test_what_the_server_is_owed_is_kept_until_it_is_told(session: Session) -> None:
    idle, by_hand = Farewell("l" * 26, PROFILE, idle=True), Farewell("l" * 26, PROFILE)
    session.owe(idle)
    session.owe(by_hand)
    session.owe(Farewell("l" * 26, replace(PROFILE, token="")))
    session.paid(idle)
    assert session.farewells == (by_hand,)


def test_no_secret_stands_in_a_repr(session: Session) -> None:
    shown = f"{OPENED!r} {Farewell('l', PROFILE)!r} {session!r}"
    assert not any(secret in shown for secret in ("Ana", "token", "kkk", "words"))
