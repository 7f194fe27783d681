"""The web sessions of one account, and its sign-ins under way: counted, and ended (ASVS 7.4.3, 7.4.5)."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from sync_server.accounts.models import User
from sync_server.accounts.session_store import SessionStore, hash_of
from sync_server.common import clock


def end_all(account: User, *, but: str = "") -> int:
    """End the web sessions of an account, and its sign-ins under way; `but` is the cookie of one that stays.

    Gives how many ended.
    """
    rows = [row for row in _sessions_of(account, under_way=True) if not but or row.session_key != hash_of(but)]
    for row in rows:
        row.delete()
    return len(rows)


def number_of_others(account: User, this: str) -> int:
    """How many sessions an account has on the web pages beside the one whose cookie is `this`."""
    return sum(row.session_key != hash_of(this) for row in _sessions_of(account))


def _sessions_of(account: User, *, under_way: bool = False) -> Iterator[Session]:
    # What a session holds is packed, so that nothing but looking into each finds those of an account.
    store = SessionStore()
    for row in Session.objects.filter(expire_date__gt=clock.now_datetime()).iterator():
        held = store.decode(row.session_data)
        waits = under_way and (held.get(LOGIN_SESSION_KEY) or {}).get("user_pk") == user_pk_to_url_str(account)
        if waits or held.get(SESSION_KEY) == str(account.pk):
            yield row
