"""An account's whole life against the real server: codes from real mails, tokens, changes, ends, locks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cor_desktop.actions.change_email import change_email
from cor_desktop.actions.change_password import change_password
from cor_desktop.actions.confirm import confirm, resend
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.devices import devices, end_device
from cor_desktop.actions.forget_me import forget_me
from cor_desktop.actions.lock import lock
from cor_desktop.actions.my_account import change_account, my_account
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.policy import policy
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.reset_password import request_reset, reset
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.actions.sign_out import say_farewell, sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.unlock import unlock
from cor_desktop.actions.views import sync_state, who
from cor_desktop.errors import CodeUsedUp, Refused, SignInAgain, WaitBeforeTrying, WrongCode, WrongCredentials
from cor_desktop.sync.transport import Transport
from cor_protocol.accounts import Ended
from tests.factories.modules import a_module
from tests.fakes.a_desk import a_desk, come_in
from tests.fakes.clock import HandClock
from tools.local_server import LocalServer
from tools.mailbox import Mailbox

FORM = RegistrationForm("Ana", "Bell", "ana.bell@example.org", "paper boats cross quietly", "district", "", 1)
NEW = "nine slow rivers bending"
MODULE = a_module("one", "two")


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "server.log")


def at(folder: Path, server: LocalServer) -> Iterator[Desk]:
    line = Transport(lambda: server.url)
    desk = a_desk(folder, HandClock(), line)
    desk.settings.set("server_address", server.url)
    yield desk
    desk.store.close()
    line.close()


@pytest.fixture
def desk(tmp_path: Path, server: LocalServer) -> Iterator[Desk]:
    yield from at(tmp_path / "desk", server)


@pytest.fixture
def other_desk(tmp_path: Path, server: LocalServer) -> Iterator[Desk]:
    yield from at(tmp_path / "other", server)


@pytest.fixture
def ana(desk: Desk, mailbox: Mailbox) -> Desk:
    """Registered, with the code from the mail."""
    assert policy(desk).version == FORM.policy_version
    pending = register(desk, FORM)
    assert isinstance(confirm(desk, pending, mailbox.code_for(FORM.email)), SignedIn)
    assert synchronize(desk).kind == "sent"
    return desk


def test_an_account_from_the_first_code_to_the_last_farewell(ana: Desk, mailbox: Mailbox) -> None:
    found = my_account(ana)
    assert (found.first_name, found.organization_type, found.has_password) == ("Ana", "district", True)
    assert change_account(ana, last_name="Bell-Ruiz", association="National Education Union").last_name == "Bell-Ruiz"
    with pytest.raises(Refused):
        change_account(ana, first_name="")
    assert [device.this for device in devices(ana)] == [True]
    open_activity(ana, MODULE, "one")
    farewell = sign_out(ana)
    assert farewell is not None
    say_farewell(ana, farewell)
    assert not sync_state(ana).can_send
    with pytest.raises(SignInAgain) as told:
        ana.server.account(farewell.profile.token)
    assert told.value.why is Ended.SIGNED_OUT
    assert not come_in(ana, FORM.email, FORM.password).offline
    forget_me(ana)
    assert who(ana) is None


def test_wrong_codes_and_passwords_are_told_in_their_words(desk: Desk, mailbox: Mailbox) -> None:
    pending = register(desk, FORM)
    with pytest.raises(WrongCode):
        confirm(desk, pending, "AAAA-AAAA")
    with pytest.raises(WaitBeforeTrying):
        resend(desk, pending)
    code = mailbox.code_for(FORM.email)
    assert isinstance(confirm(desk, pending, code), SignedIn)
    with pytest.raises(CodeUsedUp):
        confirm(desk, pending, code)
    sign_out(desk)
    with pytest.raises(WrongCredentials):
        sign_in(desk, FORM.email, NEW)


def test_a_weak_password_is_said_at_its_field(desk: Desk) -> None:
    with pytest.raises(Refused) as told:
        register(desk, RegistrationForm("Ana", "Bell", FORM.email, "short", policy_version=1))
    assert told.value.field == "password"


def test_a_changed_password_ends_the_other_computer_and_opens_this_one(ana: Desk, other_desk: Desk) -> None:
    come_in(other_desk, FORM.email, FORM.password)
    with pytest.raises(Refused) as told:
        change_password(ana, FORM.password, "short")
    assert told.value.field == "password"
    change_password(ana, FORM.password, NEW)
    assert synchronize(ana).kind == "sent"
    outcome = synchronize(other_desk)
    assert (outcome.kind, outcome.sentence.startswith("Your password was changed")) == ("sign_in", True)
    assert not come_in(other_desk, FORM.email, NEW).offline


def test_a_changed_email_signs_in_and_the_old_one_does_not(ana: Desk, mailbox: Mailbox, other_desk: Desk) -> None:
    new = "ana.ruiz@example.org"
    assert confirm(ana, change_email(ana, FORM.password, new), mailbox.code_for(new)) is None
    assert my_account(ana).email == new
    assert not come_in(other_desk, new, FORM.password).offline
    with pytest.raises(WrongCredentials):
        sign_in(other_desk, FORM.email, FORM.password)


def test_a_forgotten_password_is_replaced_by_a_code_that_works_once(ana: Desk, mailbox: Mailbox) -> None:
    sign_out(ana)
    pending = request_reset(ana, FORM.email)
    code = mailbox.code_for(FORM.email)
    with pytest.raises(Refused):
        reset(ana, pending, code, "short")
    reset(ana, pending, code, NEW)
    with pytest.raises(CodeUsedUp):
        reset(ana, pending, code, "six further slow rivers")
    assert not come_in(ana, FORM.email, NEW).offline


def test_a_reset_for_nobody_waits_for_a_code_too(desk: Desk) -> None:
    pending = request_reset(desk, "nobody.at.all@example.org")
    with pytest.raises(WrongCode):
        reset(desk, pending, "AAAA-AAAA", NEW)


def test_a_computer_ended_from_afar_is_told_and_the_password_opens_it_again(ana: Desk, other_desk: Desk) -> None:
    come_in(other_desk, FORM.email, FORM.password)
    (far,) = (device for device in devices(ana) if not device.this)
    end_device(ana, far.id)
    open_activity(other_desk, MODULE, "one")
    assert synchronize(other_desk).sentence.startswith("You ended this computer’s sign-in from another place")
    unlock(other_desk, FORM.password)
    assert synchronize(other_desk).kind == "sent"


def test_an_idle_screen_ends_the_token_at_the_next_contact_and_the_password_reopens_both(ana: Desk) -> None:
    opened = ana.session.of(ana.learner().id)
    assert opened is not None
    open_activity(ana, MODULE, "one")
    lock(ana)
    assert synchronize(ana).kind == "sign_in"
    assert sync_state(ana).unsent == 0
    with pytest.raises(SignInAgain) as told:
        ana.server.account(opened.profile.token)
    assert told.value.why is Ended.IDLE
    assert isinstance(unlock(ana, FORM.password), SignedIn)
    assert synchronize(ana).kind == "sent"


def test_what_a_signed_out_learner_left_goes_with_the_append_token(ana: Desk, other_desk: Desk) -> None:
    ana.settings.set("work_offline", True)
    open_activity(ana, MODULE, "one")
    sign_out(ana)
    ana.settings.set("work_offline", False)
    assert synchronize(ana).kind == "nothing"
    assert not sync_state(ana).can_send
    come_in(other_desk, FORM.email, FORM.password)
    assert synchronize(other_desk).kind == "sent"
    with other_desk.store.reading() as connection:
        found = connection.execute("SELECT count(*) FROM fact WHERE kind = 'activity.opened'").fetchone()
    assert found == (1,)
