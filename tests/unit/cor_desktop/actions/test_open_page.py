"""A start goes on where the window was."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_page import keep_open_page, open_page
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning


def test_the_page_that_was_open_is_known_at_the_next_start(desk: Desk) -> None:
    start_learning(desk)
    keep_open_page(desk, "module", "a-module")
    assert open_page(desk) == ("module", "a-module")
    keep_open_page(desk, "help")
    assert open_page(desk) == ("help", "")


def test_before_anybody_starts_no_page_is_known(desk: Desk) -> None:
    keep_open_page(desk, "help")
    assert open_page(desk) == ("", "")


def test_after_signing_out_no_page_is_known(registered: Desk) -> None:
    keep_open_page(registered, "help")
    sign_out(registered)
    assert open_page(registered) == ("", "")


def test_a_disk_that_refuses_stops_nobody(desk: Desk) -> None:
    start_learning(desk)
    with desk.store.reading() as connection:
        connection.execute("PRAGMA query_only=ON")
    keep_open_page(desk, "help")
    assert open_page(desk) == ("", "")
