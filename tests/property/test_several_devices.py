"""Several devices and learners, copies of disks and old copies: real desks, and the server's real endpoint with tokens.

Whatever is copied, joined or ended: no fact is lost, and everybody ends up with the same record (SYNC's rules 1 and 2).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.guest_progress import decline_guest_progress, join_guest_progress
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import record
from cor_desktop.store import facts
from cor_protocol.facts import FactSet
from cor_protocol.ids import new_learner_id
from sync_server.accounts.models import User
from sync_server.progress import queries
from sync_server.progress.models import Fact as FactRow
from tests.factories.modules import a_module
from tests.factories.server import an_account
from tests.fakes.a_desk import a_desk
from tests.fakes.clock import HandClock
from tests.property.endpoint_line import EndpointLine

pytestmark = pytest.mark.django_db

MODULE = a_module(*(f"n{number}" for number in range(9)))
WORDS = "four quiet words here"
OpenDesk = Callable[[str], Desk]


@pytest.fixture
def line() -> EndpointLine:
    return EndpointLine()


@pytest.fixture
def open_desk(tmp_path: Path, line: EndpointLine) -> Iterator[OpenDesk]:
    """Opens what lies in a folder of that name, with a clock that has a second of its own."""
    with ExitStack() as stack:

        def opened(name: str) -> Desk:
            clock = HandClock()
            desk = a_desk(tmp_path / name, clock, line)
            stack.enter_context(closing(desk.store))
            return desk

        yield opened


@pytest.fixture
def ana(db: None) -> User:
    account: User = an_account(learner_id=new_learner_id())
    return account


@pytest.fixture
def odo(db: None) -> User:
    account: User = an_account(learner_id=new_learner_id())
    return account


def come_in(desk: Desk, account: User) -> SignedIn:
    done = sign_in(desk, account.email, WORDS)
    assert isinstance(done, SignedIn)
    return done


def learn(desk: Desk, *names: str) -> None:
    for name in names:
        open_activity(desk, MODULE, name)
        finish_activity(desk, MODULE, name)


def kept(desk: Desk, learner: str | None) -> FactSet:
    with desk.store.reading() as connection:
        return FactSet.of(fact for fact, _ in facts.all_facts(connection, learner or ""))


def at_the_server(learner: str | None) -> FactSet:
    assert queries.stored_digest(learner or "") == queries.computed_digest(learner or "")
    return FactSet.of(queries.facts_of(learner or ""))


def finished(record_: FactSet) -> set[str]:
    return {fact.key.item.partition(":")[2] for fact in record_ if fact.key.kind == "activity.finished"}


def copy_of(desk: Desk, tmp_path: Path, source: str, to: str) -> None:
    """As a tool for disk images does it: every byte, keys too, also while the program runs."""
    desk.store.truncate_log()
    shutil.copytree(tmp_path / source, tmp_path / to)


def until_quiet(*desks: Desk) -> None:
    for _turn in range(3):
        for desk in desks:
            assert synchronize(desk).kind == "sent"


def test_m18_two_learners_on_one_device_are_sent_for_each_with_its_own(
    open_desk: OpenDesk, line: EndpointLine, ana: User, odo: User
) -> None:
    desk = open_desk("shared")
    desk.settings.set("shared_machine", True)
    for account in (ana, odo):  # each was here before, so that they can sign in without a connection
        come_in(desk, account)
        synchronize(desk)
        sign_out(desk)
    line.cut = True
    for account, names in ((ana, ("n0", "n1")), (odo, ("n1", "n2")), (ana, ("n3",)), (odo, ("n4",))):
        come_in(desk, account)
        learn(desk, *names)
        sign_out(desk)
    come_in(desk, ana)
    line.cut = False
    assert synchronize(desk).kind == "sent"
    assert finished(at_the_server(ana.learner_id)) == {"n0", "n1", "n3"}
    assert finished(at_the_server(odo.learner_id)) == {"n1", "n2", "n4"}
    for account in (ana, odo):
        assert kept(desk, account.learner_id) == at_the_server(account.learner_id)
        origins = set(FactRow.objects.filter(learner=account.learner_id).values_list("origin", flat=True))
        assert origins == {account.learner_id}
    assert {each.learner for each in line.sent} == {ana.learner_id, odo.learner_id}


def test_m18_two_computers_and_the_web_end_with_one_record(open_desk: OpenDesk, ana: User) -> None:
    first, second = open_desk("first"), open_desk("second")
    for desk, names in ((first, ("n0", "n1")), (second, ("n1", "n2"))):
        come_in(desk, ana)
        learn(desk, *names)
    until_quiet(first, second)
    assert kept(first, ana.learner_id) == kept(second, ana.learner_id) == at_the_server(ana.learner_id)
    assert finished(at_the_server(ana.learner_id)) == {"n0", "n1", "n2"}


def test_b5_ids_made_offline_on_two_computers_become_the_accounts_own(open_desk: OpenDesk, ana: User) -> None:
    desks = [open_desk("first"), open_desk("second")]
    guests = []
    for number, desk in enumerate(desks):
        start_learning(desk)
        learn(desk, "n0", f"n{number + 1}")
        guests.append(desk.learner().id)
        signed_in = come_in(desk, ana)
        assert signed_in.guest is not None
        join_guest_progress(desk, signed_in.guest)
    until_quiet(*desks)
    assert {desk.learner().id for desk in desks} == {ana.learner_id}
    assert finished(at_the_server(ana.learner_id)) == {"n0", "n1", "n2"}
    assert set(FactRow.objects.values_list("learner", "origin")) == {(ana.learner_id, guest) for guest in guests}
    for desk, guest in zip(desks, guests, strict=True):
        assert len(kept(desk, guest)) == 0
        assert kept(desk, ana.learner_id) == at_the_server(ana.learner_id)


def test_b5_what_is_said_not_to_be_theirs_is_sent_for_nobody(
    open_desk: OpenDesk, line: EndpointLine, ana: User
) -> None:
    desk = open_desk("own")
    start_learning(desk)
    learn(desk, "n0")
    guest = desk.learner().id
    signed_in = come_in(desk, ana)
    assert signed_in.guest is not None
    decline_guest_progress(desk, signed_in.guest)
    learn(desk, "n1")
    until_quiet(desk)
    assert finished(at_the_server(ana.learner_id)) == {"n1"}
    assert finished(kept(desk, guest)) == {"n0"}
    assert guest not in {each.learner for each in line.sent}


def test_a_cloned_disk_and_its_original_learn_on_and_nothing_of_either_is_lost(
    open_desk: OpenDesk, tmp_path: Path, ana: User
) -> None:
    original = open_desk("original")
    come_in(original, ana)
    learn(original, "n0")
    copy_of(original, tmp_path, "original", "clone")
    clone = open_desk("clone")
    assert clone.store.device == original.store.device
    clone.clock.advance(7)  # type: ignore[attr-defined]
    learn(clone, "n1", "n2")  # n2 by both, with another stamp under the same key
    learn(original, "n2", "n3")
    until_quiet(original, clone)
    assert kept(original, ana.learner_id) == kept(clone, ana.learner_id) == at_the_server(ana.learner_id)
    assert finished(at_the_server(ana.learner_id)) == {"n0", "n1", "n2", "n3"}


def test_a_clone_that_signs_in_ends_the_originals_token_and_no_work_of_either_waits(
    open_desk: OpenDesk, tmp_path: Path, ana: User
) -> None:
    original = open_desk("original")
    come_in(original, ana)
    synchronize(original)
    copy_of(original, tmp_path, "original", "clone")
    clone = open_desk("clone")
    sign_out(clone)
    come_in(clone, ana)
    learn(clone, "n0")
    learn(original, "n1")
    assert synchronize(clone).kind == "sent"
    assert synchronize(original).kind == "sign_in"
    assert record(original)["a-module"].finished == {"n1"}
    # The append token outlives it: what was learned is there before anybody signs in again.
    synchronize(original)
    assert finished(at_the_server(ana.learner_id)) == {"n0", "n1"}
    come_in(original, ana)
    assert original.store.device != clone.store.device  # so that they do not end each other's sign-in for ever
    learn(original, "n2")
    until_quiet(original, clone)
    assert kept(original, ana.learner_id) == kept(clone, ana.learner_id) == at_the_server(ana.learner_id)
    assert ana.devices.count() == 2


def test_a_copied_computer_that_others_share_stays_the_device_by_whose_tokens_their_work_is_sent(
    open_desk: OpenDesk, tmp_path: Path, line: EndpointLine, ana: User, odo: User
) -> None:
    original = open_desk("original")
    come_in(original, odo)
    synchronize(original)
    line.cut = True
    learn(original, "n5")
    sign_out(original)
    line.cut = False
    come_in(original, ana)
    copy_of(original, tmp_path, "original", "clone")
    clone = open_desk("clone")
    come_in(clone, ana)
    device = original.store.device
    learn(original, "n0")
    assert synchronize(original).kind == "sign_in"
    come_in(original, ana)
    assert original.store.device == device
    until_quiet(original)
    assert finished(at_the_server(odo.learner_id)) == {"n5"}
    assert finished(at_the_server(ana.learner_id)) == {"n0"}


def test_a_client_that_is_restored_from_an_older_copy_gets_back_what_it_had(
    open_desk: OpenDesk, tmp_path: Path, ana: User
) -> None:
    desk = open_desk("desk")
    come_in(desk, ana)
    learn(desk, "n0")
    copy_of(desk, tmp_path, "desk", "older")  # with n0 not sent yet
    learn(desk, "n1")
    until_quiet(desk)
    restored = open_desk("older")
    learn(restored, "n2")
    until_quiet(restored)
    assert finished(kept(restored, ana.learner_id)) == {"n0", "n1", "n2"}
    assert kept(restored, ana.learner_id) == at_the_server(ana.learner_id)


def test_a_client_whose_older_copy_holds_an_ended_token_sends_all_the_same(
    open_desk: OpenDesk, tmp_path: Path, ana: User
) -> None:
    desk = open_desk("desk")
    come_in(desk, ana)
    copy_of(desk, tmp_path, "desk", "older")
    sign_out(desk)
    come_in(desk, ana)
    learn(desk, "n0")
    until_quiet(desk)
    restored = open_desk("older")
    learn(restored, "n1")
    assert synchronize(restored).kind == "sign_in"
    come_in(restored, ana)
    until_quiet(restored)
    assert finished(at_the_server(ana.learner_id)) == {"n0", "n1"}


def test_a_copied_profile_on_a_computer_of_its_own_id_becomes_a_device_of_its_own(
    open_desk: OpenDesk, tmp_path: Path, ana: User
) -> None:
    desk = open_desk("desk")
    come_in(desk, ana)
    learn(desk, "n0")
    copy_of(desk, tmp_path, "desk", "copied")
    copied = open_desk("copied")
    copied.store.device = other = type(copied.store.device)("z" * 26)
    learn(copied, "n1")
    assert synchronize(copied).kind == "sign_in"  # a token speaks for its own device only
    come_in(copied, ana)
    until_quiet(copied)
    assert finished(at_the_server(ana.learner_id)) == {"n0", "n1"}
    assert set(ana.devices.values_list("device", flat=True)) == {desk.store.device, other}
    until_quiet(desk)
    assert kept(desk, ana.learner_id) == at_the_server(ana.learner_id)
