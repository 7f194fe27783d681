"""Somebody wrote another server's address into Settings: it learns nothing, and takes nobody's record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cor_desktop.actions.change_email import change_email
from cor_desktop.actions.change_password import change_password
from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.forget_me import forget_me
from cor_desktop.actions.lock import lock
from cor_desktop.actions.register import register
from cor_desktop.actions.sign_out import say_farewell, sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.actions.views import who
from cor_desktop.errors import AddressChanged, RecordOfAnother, Trouble, WrongCredentials
from tests.fakes.a_desk import come_in
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.actions.conftest import FORM, ODO

EVIL = "https://learn.example.org.evil.example"
FOR_ANYBODY = ("server_info", "policy")


class Listening:
    """A server that notes what it is told, and goes on as the one in memory."""

    def __init__(self, server: FakeServer) -> None:
        self.server = server
        self.told: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.server, name)
        return found if name in FOR_ANYBODY or not callable(found) else self._noting(name, found)

    def _noting(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any) -> Any:
            self.told.append((name, arguments))
            return act(*arguments)

        return noted


@pytest.fixture
def evil(registered: Desk, server: FakeServer) -> Listening:
    """Ana is signed in; then the address is another one."""
    listening = Listening(server)
    registered.settings.set("server_address", EVIL)
    object.__setattr__(registered, "server", listening)
    return listening


def _lock_and_open(desk: Desk) -> None:
    lock(desk)
    unlock(desk, FORM.password)


def _lock_and_mistype(desk: Desk) -> None:
    lock(desk)
    with pytest.raises(WrongCredentials):
        unlock(desk, "seven words of somebody else")


def _leave(desk: Desk) -> None:
    farewell = sign_out(desk)
    if farewell is not None:
        say_farewell(desk, farewell)


def _change_password(desk: Desk) -> None:
    with pytest.raises(AddressChanged):
        change_password(desk, FORM.password, "nine other quiet herons")


def _change_email(desk: Desk) -> None:
    with pytest.raises(AddressChanged):
        change_email(desk, FORM.password, "ana@elsewhere.example")


@pytest.mark.parametrize(
    "act", [synchronize, _lock_and_open, _lock_and_mistype, _leave, _change_password, _change_email, forget_me]
)
def test_asvs_14_2_1_another_server_is_told_nothing(
    registered: Desk, evil: Listening, act: Callable[[Desk], Any]
) -> None:
    act(registered)
    synchronize(registered)
    assert evil.told == []


def test_asvs_14_2_1_it_gets_no_device_pass_from_whoever_signs_in_there(registered: Desk, evil: Listening) -> None:
    sign_out(registered)
    come_in(registered, FORM.email, FORM.password)
    assert [arguments[3] for name, arguments in evil.told if name == "log_in"] == [""]


def _name(desk: Desk) -> str:
    learner = who(desk)
    return learner.first_name if learner else ""


def _odo_gets_the_learner_id_of_ana(desk: Desk, server: FakeServer) -> None:
    ana = desk.learner().id
    sign_out(desk)
    desk.settings.set("server_address", EVIL)
    pending = register(desk, ODO)
    server.accounts[ODO.email].learner = ana
    confirm(desk, pending, server.code_for(ODO.email))


def test_asvs_8_2_2_another_server_gives_nobodys_record_away(registered: Desk, server: FakeServer) -> None:
    home = registered.settings.server_address
    with pytest.raises(RecordOfAnother):
        _odo_gets_the_learner_id_of_ana(registered, server)
    registered.settings.set("server_address", home)
    registered.settings.set("work_offline", True)
    come_in(registered, FORM.email, FORM.password)
    assert _name(registered) == "Ana"


def test_whoever_has_the_password_follows_a_server_that_moved(registered: Desk) -> None:
    sign_out(registered)
    registered.settings.set("server_address", "https://new.example.org")
    come_in(registered, FORM.email, FORM.password)
    assert _name(registered) == "Ana"
    assert synchronize(registered).kind == "sent"


def test_the_refusal_says_what_to_do() -> None:
    assert issubclass(RecordOfAnother, Trouble)
    assert "Settings" in RecordOfAnother().advice
