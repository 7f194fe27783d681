from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline, WaitBeforeTrying, WrongCredentials
from cor_desktop.presenters.account import OFFLINE, AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.unlock import UnlockPresenter
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM


@pytest.fixture
def locked(ana: Desk, account: AccountPresenter, navigation: Navigation) -> UnlockPresenter:
    """Ana stepped away."""
    account.load()
    account.lock()
    return UnlockPresenter(ana, AtOnce(), account, navigation)


def test_m6_the_password_opens_it(locked: UnlockPresenter, account: AccountPresenter) -> None:
    locked.submit(FORM.password)
    assert (account.locked.value, account.notice.value) == (False, "")


def test_m6_the_password_opens_it_without_the_server(
    locked: UnlockPresenter, account: AccountPresenter, server: FakeServer
) -> None:
    def away() -> None:
        raise Offline

    server.fault = away
    locked.submit(FORM.password)
    assert (account.locked.value, account.notice.value) == (False, OFFLINE)


def test_no_password_asks_for_one(locked: UnlockPresenter) -> None:
    locked.submit("")
    assert set(locked.faults.value) == {"password"}


def test_asvs_6_3_1_wrong_passwords_make_the_next_one_wait(locked: UnlockPresenter, ana: Desk) -> None:
    ana.settings.set("work_offline", True)
    locked.submit("other words")
    assert isinstance(locked.trouble.value, WrongCredentials)
    for _ in range(20):
        locked.submit("other words")
    assert isinstance(locked.trouble.value, WaitBeforeTrying)
    assert locked.wait.left.value > 0


def test_the_other_ways(locked: UnlockPresenter, navigation: Navigation) -> None:
    locked.somebody_else()
    assert navigation.place.value.page == "sign_in"
    locked.forgot_password()
    assert navigation.place.value.page == "reset"
