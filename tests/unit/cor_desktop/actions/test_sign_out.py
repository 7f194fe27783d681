"""Signing out clears this computer at once and loses nothing."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import who
from cor_desktop.errors import Offline
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
MODULE = a_module("one", "two")


def test_signing_out_leaves_nobody_and_no_name(registered: Desk, server: FakeServer) -> None:
    sign_out(registered)
    assert who(registered) is None
    assert server.tokens == {}


def test_signing_out_works_without_a_network_and_loses_nothing(registered: Desk, server: FakeServer) -> None:
    open_activity(registered, MODULE, "one")
    learner = registered.learner().id
    server.fault = cut
    sign_out(registered)
    assert who(registered) is None
    server.fault = lambda: None
    sign_in(registered, FORM.email, FORM.password)
    assert registered.learner().id == learner
    assert synchronize(registered).kind == "sent"
    assert server.records[learner].digest.count == 2


def cut() -> None:
    raise Offline
