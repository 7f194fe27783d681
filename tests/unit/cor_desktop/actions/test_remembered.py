"""Names at the sign-in: only of whoever wished it."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.actions.change_password import change_password
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.remembered import RememberedName, forget_name, remembered
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.store import unlocking
from tests.fakes.a_desk import come_in, join
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
ODO = RegistrationForm("Odo", "Quist", "odo@example.org", "nine slow rivers bend")


def come_and_go(desk: Desk, form: RegistrationForm, *, remember: bool) -> None:
    come_in(desk, form.email, form.password, remember=remember)
    sign_out(desk)


def names(desk: Desk) -> list[str]:
    return [each.name for each in remembered(desk)]


def test_nobody_is_remembered_who_did_not_wish_it(registered: Desk) -> None:
    sign_out(registered)
    assert remembered(registered) == ()
    come_and_go(registered, FORM, remember=False)
    assert remembered(registered) == ()


def test_whoever_wished_it_is_remembered_by_name_and_email(registered: Desk) -> None:
    learner = registered.learner().id
    sign_out(registered)
    come_and_go(registered, FORM, remember=True)
    assert remembered(registered) == (RememberedName(learner, "Ana Bell", "ana@example.org"),)


def test_a_name_is_remembered_until_the_next_sign_in_without_the_wish(registered: Desk) -> None:
    come_and_go(registered, FORM, remember=True)
    come_and_go(registered, FORM, remember=False)
    assert names(registered) == []


def test_a_changed_password_changes_nothing_about_it(registered: Desk) -> None:
    come_in(registered, FORM.email, FORM.password, remember=True)
    change_password(registered, FORM.password, "five other quiet words")
    assert names(registered) == ["Ana Bell"]


def test_several_learners_stand_in_the_order_of_their_names(
    registered: Desk, other_desk: Desk, server: FakeServer
) -> None:
    join(other_desk, server, ODO)
    come_and_go(registered, ODO, remember=True)
    come_and_go(registered, FORM, remember=True)
    assert names(registered) == ["Ana Bell", "Odo Quist"]
    forget_name(registered, remembered(registered)[0].learner)
    assert names(registered) == ["Odo Quist"]


def test_a_remembered_name_is_sealed_on_disk(registered: Desk, tmp_path: Path) -> None:
    come_and_go(registered, FORM, remember=True)
    files = [path for path in (tmp_path / "desk").rglob("*") if path.is_file()]
    assert not any(b"Bell" in path.read_bytes() or b"ana@" in path.read_bytes() for path in files)


def test_where_names_may_not_be_remembered_those_of_before_are_forgotten(registered: Desk) -> None:
    come_and_go(registered, FORM, remember=True)
    registered.settings.set("remember_names", False)
    assert remembered(registered) == ()
    with registered.store.reading() as connection:
        assert [row.remembered_name for row in unlocking.everyone(connection)] == [None]
    come_and_go(registered, FORM, remember=True)
    registered.settings.set("remember_names", True)
    assert remembered(registered) == ()


def test_a_name_of_another_computer_is_passed_over(registered: Desk) -> None:
    come_and_go(registered, FORM, remember=True)
    registered.vault.forget()
    assert remembered(registered) == ()
