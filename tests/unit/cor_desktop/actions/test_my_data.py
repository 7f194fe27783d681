"""Everything this computer holds of a learner is read; keys and tokens are not."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.my_data import NameHere, held_here, write_copy
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.errors import NotSaved
from cor_desktop.store.places import Place
from tests.factories.modules import a_module
from tests.fakes.a_desk import come_in, join
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.actions.conftest import FORM, ODO

MODULE = a_module("one", "two")


def test_before_the_first_start_nothing_is_held(desk: Desk) -> None:
    assert held_here(desk) is None


def test_m1_m2_everything_of_the_learner_is_read(registered: Desk) -> None:
    open_activity(registered, MODULE, "one")
    keep_open_page(registered, "home")
    held = held_here(registered)
    assert held is not None
    assert held.name == NameHere("Ana", "Bell", "ana@example.org", registered.settings.server_address)
    assert {kept.fact.key[:2] for kept in held.facts} == {
        ("activity.opened", "a-module:one"),
        ("module.started", "a-module:1"),
        ("page.opened", "home:2026-11-24"),
    }
    assert (held.places, held.open_page) == ({"a-module": Place(1, "one")}, "home")
    assert held.settings["remember_names"] is True


def test_what_was_sent_is_told_from_what_was_not(registered: Desk) -> None:
    open_activity(registered, MODULE, "one")
    synchronize(registered)
    open_activity(registered, MODULE, "two")
    held = held_here(registered)
    assert held is not None
    assert {kept.fact.key.item for kept in held.facts if not kept.sent} == {"a-module:two"}


def test_a_guest_is_a_random_number(desk: Desk) -> None:
    start_learning(desk)
    held = held_here(desk)
    assert held is not None
    assert (held.name, held.has_account, held.sign_in, held.certificates) == (None, False, None, ())


def test_what_is_locked_is_not_shown(registered: Desk, server: FakeServer) -> None:
    server.award(registered.learner().id, "COR-1")
    synchronize(registered)
    lock(registered)
    held = held_here(registered)
    assert held is not None and held.sign_in is not None
    assert (held.name, held.certificates, held.sign_in.opens_by_itself) == (None, None, False)


def test_another_learner_of_this_computer_is_not_in_it(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "one")
    join(registered, server, ODO)
    held = held_here(registered)
    assert held is not None and held.name is not None
    assert (held.name.first_name, held.facts, held.places) == ("Odo", (), {})


def test_keys_and_tokens_are_not_read(registered: Desk, server: FakeServer) -> None:
    come_in(registered, FORM.email, FORM.password, remember=True)
    held = held_here(registered)
    assert held is not None
    said = str(dataclasses.asdict(held))
    secrets = [*server.tokens, *server.passes, FORM.password, registered.session.key_of(held.learner).hex()]
    assert len(secrets) > 4 and [secret for secret in secrets if secret in said] == []


def test_a_copy_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    write_copy(tmp_path / "mine.html", "Añá\n")
    assert (tmp_path / "mine.html").read_bytes() == "Añá\n".encode()


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="The copy could not be saved there"):
        write_copy(tmp_path / "nowhere" / "mine.html", "")
