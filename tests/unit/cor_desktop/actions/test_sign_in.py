"""Signing in to an account."""

from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.errors import WrongCredentials
from tests.factories.modules import a_module

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
MODULE = a_module("one", "two")


def test_a_wrong_password_changes_nothing(desk: Desk, other_desk: Desk) -> None:
    register(other_desk, FORM)
    start_learning(desk)
    before = desk.learner()
    with pytest.raises(WrongCredentials):
        sign_in(desk, FORM.email, "five other quiet words")
    assert desk.learner() == before
