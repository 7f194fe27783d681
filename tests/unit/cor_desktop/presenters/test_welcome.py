from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import Learner
from cor_desktop.errors import NotSaved
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.welcome import WelcomePresenter


@pytest.fixture
def welcome(account: AccountPresenter, navigation: Navigation) -> WelcomePresenter:
    navigation.restart("welcome")
    return WelcomePresenter(account, navigation)


def test_learning_starts_without_account_and_network(
    welcome: WelcomePresenter, account: AccountPresenter, navigation: Navigation
) -> None:
    welcome.start()
    assert navigation.place.value.page == "home"
    assert account.learner.value == Learner(signed_in=False, guest=True)


def test_a_full_disk_is_told_on_the_spot(
    welcome: WelcomePresenter, navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.account.start_learning", full)
    welcome.start()
    assert isinstance(welcome.trouble.value, NotSaved)
    assert navigation.place.value.page == "welcome"


def test_the_other_ways_in(welcome: WelcomePresenter, navigation: Navigation) -> None:
    welcome.sign_in()
    assert navigation.place.value.page == "sign_in"
    welcome.register()
    assert navigation.place.value.page == "register"
