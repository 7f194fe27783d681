from __future__ import annotations

from cor_desktop.actions.pending import Pending
from cor_desktop.presenters.entry import Entry, Typed

PENDING = Pending("verify_email", "ana@example.org", "a-session")
TYPED = Typed("Ana", "Bell", "ana@example.org", "four quiet words here")


def under_way() -> Entry:
    entry = Entry()
    entry.typed = TYPED
    entry.wait_for_code(PENDING)
    return entry


def test_what_was_typed_stays_on_the_way_in() -> None:
    entry = under_way()
    for page in ("code", "register", "sign_in"):
        entry.passed(page)
    assert (entry.typed, entry.pending, entry.email) == (TYPED, PENDING, "ana@example.org")


def test_nothing_is_kept_beyond_the_way_in() -> None:
    entry = under_way()
    entry.passed("home")
    assert (entry.typed, entry.pending, entry.email) == (Typed(), None, "")


def test_nothing_that_was_typed_can_be_written_down_by_mistake() -> None:
    said = f"{TYPED!r} {PENDING!r}"
    assert [word for word in ("Ana", "Bell", "example", "quiet", "a-session") if word in said] == []
