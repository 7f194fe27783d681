from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.presenters.first_place import first_place
from cor_desktop.presenters.navigation import HOME, SIGN_IN, WELCOME, Place


def test_before_the_first_start_it_is_the_first_page(desk: Desk) -> None:
    assert first_place(desk) == WELCOME


@pytest.mark.parametrize(
    ("page", "argument", "opens"),
    [
        ("module", "a-module", Place("module", "a-module")),
        ("account", "", Place("account")),
        ("module", "another-module", HOME),
        ("completion", "a-module", HOME),
        ("code", "", HOME),
        ("yours", "nobody", HOME),
    ],
)
def test_a_start_opens_where_the_learner_was(guest: Desk, page: str, argument: str, opens: Place) -> None:
    keep_open_page(guest, page, argument)
    assert first_place(guest) == opens


def test_a_damaged_course_opens_at_home(guest: Desk, tmp_path: Path) -> None:
    keep_open_page(guest, "module", "a-module")
    shutil.rmtree(tmp_path / "pack")
    assert first_place(guest) == HOME


def test_m6_whoever_is_locked_away_meets_the_lock(ana: Desk) -> None:
    keep_open_page(ana, "module", "a-module")
    lock(ana)
    assert first_place(ana) == Place("lock")


def test_m6_a_shared_computer_opens_on_the_sign_in_once_somebody_has_signed_in_there(ana: Desk) -> None:
    sign_out(ana)
    assert first_place(ana) == WELCOME
    ana.settings.set("shared_machine", True)
    assert first_place(ana) == SIGN_IN


def test_a_shared_computer_that_nobody_has_signed_in_on_opens_on_the_first_page(desk: Desk) -> None:
    desk.settings.set("shared_machine", True)
    assert first_place(desk) == WELCOME
