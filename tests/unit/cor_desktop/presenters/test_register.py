from __future__ import annotations

from dataclasses import replace

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import NotThere, Offline
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.entry import Typed
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.register import RegisterPresenter, find_faults
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer

GOOD = Typed("Ana", "Bell", "ana@example.org", "paper boats cross quietly", "district", "", acknowledged=True)


@pytest.fixture
def form(desk: Desk, account: AccountPresenter, navigation: Navigation) -> RegisterPresenter:
    presenter = RegisterPresenter(desk, AtOnce(), account, navigation)
    presenter.read_policy()
    return presenter


def test_m11_a_good_form_leads_to_the_code_that_is_mailed(
    form: RegisterPresenter, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    navigation.go("register")
    form.submit(GOOD)
    pending = account.entry.pending
    assert pending is not None
    assert (navigation.place.value.page, pending.step, pending.policy_version) == ("code", "verify_email", 1)
    assert server.accounts["ana@example.org"].reply.organization_type == "district"


def test_what_was_typed_survives_going_back_from_the_code(form: RegisterPresenter, navigation: Navigation) -> None:
    navigation.go("register")
    form.submit(GOOD)
    form.left(GOOD)
    navigation.back()
    assert (navigation.place.value.page, form.typed) == ("register", GOOD)


def test_a_password_does_not_stay_where_nothing_was_sent(form: RegisterPresenter) -> None:
    form.left(GOOD)
    assert form.typed == replace(GOOD, password="")


def test_an_empty_form_says_what_is_missing_beside_each_field(form: RegisterPresenter) -> None:
    form.submit(Typed())
    assert set(form.faults.value) == {"first_name", "last_name", "email", "password", "acknowledged"}


def test_asvs_6_2_1_a_short_password_is_told_how_long_it_must_be() -> None:
    assert "15 characters" in find_faults(replace(GOOD, password="short"))["password"]


def test_asvs_6_2_4_ones_own_names_make_no_password() -> None:
    assert set(find_faults(replace(GOOD, password="AnaBellAnaBell2026"))) == {"password"}
    assert find_faults(GOOD) == {}


def test_m14_nobody_registers_without_having_read_the_policy(form: RegisterPresenter, server: FakeServer) -> None:
    form.submit(replace(GOOD, acknowledged=False))
    assert set(form.faults.value) == {"acknowledged"}
    assert server.accounts == {}


def test_the_policy_is_named_with_its_version_and_day(form: RegisterPresenter) -> None:
    assert form.policy_words == "Privacy policy, version 1 of 1 November 2026"


@pytest.mark.parametrize("trouble", [Offline, NotThere])
def test_a_policy_that_cannot_be_had_is_told(
    desk: Desk, account: AccountPresenter, navigation: Navigation, server: FakeServer, trouble: type[Offline]
) -> None:
    def away() -> None:
        raise trouble

    server.fault = away
    presenter = RegisterPresenter(desk, AtOnce(), account, navigation)
    presenter.read_policy()
    assert isinstance(presenter.policy_trouble.value, trouble)
    assert (presenter.reading.value, presenter.policy_words) == (False, "")


def test_the_policy_waits_for_the_servers_address(
    desk: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    desk.settings.set("server_address", "")
    presenter = RegisterPresenter(desk, AtOnce(), account, navigation)
    presenter.read_policy()
    assert presenter.policy.value is None
    presenter.read_policy("two words")
    assert set(presenter.faults.value) == {"server"}
    presenter.read_policy("cor.example.org")
    assert presenter.policy.value is not None


def test_the_other_ways(form: RegisterPresenter, navigation: Navigation) -> None:
    navigation.go("register")
    form.sign_in()
    assert navigation.place.value.page == "sign_in"
    form.back()
    assert navigation.place.value.page == "register"
