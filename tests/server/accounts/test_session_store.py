from __future__ import annotations

import datetime

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from sync_server.accounts.session_store import SessionStore, hash_of
from sync_server.common import clock

pytestmark = pytest.mark.django_db


def _kept() -> SessionStore:
    store = SessionStore()
    store["word"] = "heron"
    store.save()
    return store


def test_asvs_7_2_3_what_the_database_has_of_a_session_does_not_open_it() -> None:
    store = _kept()
    row = Session.objects.get()
    assert row.session_key == hash_of(str(store.session_key))
    assert str(store.session_key) not in (row.session_key, row.session_data)
    assert SessionStore(row.session_key).get("word") is None


def test_its_key_opens_it() -> None:
    key = str(_kept().session_key)
    store = SessionStore(key)
    assert (store.exists(key), store["word"], SessionStore("unknown").exists("unknown")) == (True, "heron", False)


def test_a_session_is_changed_in_place() -> None:
    store = SessionStore(_kept().session_key)
    store["word"] = "otter"
    store.save()
    assert (Session.objects.count(), SessionStore(store.session_key)["word"]) == (1, "otter")


def test_a_sign_in_gives_it_another_key_and_the_old_one_opens_nothing() -> None:
    store = _kept()
    before = str(store.session_key)
    store.cycle_key()
    assert (Session.objects.count(), SessionStore(before).get("word")) == (1, None)
    assert SessionStore(store.session_key)["word"] == "heron"


def test_a_session_that_is_over_is_nobodys() -> None:
    store = _kept()
    Session.objects.update(expire_date=clock.now_datetime() - datetime.timedelta(seconds=1))
    over = SessionStore(store.session_key)
    assert (over.get("word"), over.session_key) == (None, None)


def test_asvs_7_4_1_an_ended_session_is_gone() -> None:
    store = _kept()
    store.flush()
    assert not Session.objects.exists()


@pytest.mark.parametrize("key", ["", "\ud800", "a\u0000b", "x" * 5000])
def test_no_key_makes_it_fail(key: str) -> None:
    assert SessionStore(key).get("word") is None


def test_what_is_in_a_session_is_not_readable_in_the_database() -> None:
    _kept()
    held = Session.objects.get().session_data
    assert SessionStore().decode(held) == {"word": "heron"}
    assert db.SessionStore().decode(held) == {}  # what Django's own would read


def test_a_row_that_another_server_sealed_is_empty() -> None:
    assert SessionStore().decode("gAAAAAB-forged") == {}
