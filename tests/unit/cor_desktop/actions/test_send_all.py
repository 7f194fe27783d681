"""What a scheduled task says, by what still waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.send_all import send_all
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.errors import Offline, ServerTrouble, SignInAgain, Trouble
from tests.factories.modules import a_module
from tests.fakes.a_desk import join
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.actions.conftest import FORM, ODO

MODULE = a_module("one", "two")


def refusing(server: FakeServer, trouble: Callable[[], Trouble]) -> None:
    def fault() -> None:
        raise trouble()

    server.fault = fault


def test_what_was_learned_is_sent(registered: Desk) -> None:
    open_activity(registered, MODULE, "one")
    report = send_all(registered)
    assert (report.result, report.waiting, report.sentence) == ("sent", 0, "Everything on this computer is sent.")


def test_a_window_that_is_locked_is_sent_for_with_what_may_only_append(registered: Desk) -> None:
    open_activity(registered, MODULE, "one")
    lock(registered)
    assert send_all(registered).result == "sent"


def test_everybody_on_a_shared_computer_is_sent_for(shared: Desk, server: FakeServer) -> None:
    for form in (FORM, ODO):
        join(shared, server, form)
        open_activity(shared, MODULE, "one")
        sign_out(shared)
    shared.session.farewells = ()
    assert send_all(shared).result == "sent"


@pytest.mark.parametrize(
    ("trouble", "result"), [(Offline, "offline"), (ServerTrouble, "trouble"), (SignInAgain, "sign_in")]
)
@pytest.mark.parametrize("signed_out", [True, False])
def test_what_could_not_be_sent_is_counted_and_its_reason_told(
    shared: Desk, server: FakeServer, trouble: Callable[[], Trouble], result: str, signed_out: bool
) -> None:
    join(shared, server, FORM)
    open_activity(shared, MODULE, "one")
    if signed_out:
        sign_out(shared)
        shared.session.farewells = ()
    refusing(server, trouble)
    report = send_all(shared)
    assert (report.result, report.waiting) == (result, 2)
    assert report.sentence.endswith("2 items not sent yet. They are saved on this computer.")
    assert report.sentence.count("saved on this computer") <= 2


def test_without_a_connection_and_with_nothing_to_send_nobody_need_care(registered: Desk, server: FakeServer) -> None:
    send_all(registered)
    refusing(server, Offline)
    assert send_all(registered).result == "sent"


def test_working_offline_is_kept_to(shared: Desk, server: FakeServer) -> None:
    join(shared, server, FORM)
    open_activity(shared, MODULE, "one")
    sign_out(shared)
    shared.session.farewells = ()
    shared.settings.set("work_offline", True)
    before = len(server.requests)
    assert (send_all(shared).result, len(server.requests)) == ("offline", before)


def test_a_guest_waits_for_nothing(desk: Desk) -> None:
    start_learning(desk)
    open_activity(desk, MODULE, "one")
    assert send_all(desk).result == "sent"
