from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.errors import NotSaved, Offline
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.forget import ForgetPresenter
from cor_desktop.presenters.navigation import Navigation
from tests.factories.modules import a_module
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer


def away() -> None:
    raise Offline


@pytest.fixture
def forgetting(ana: Desk, account: AccountPresenter) -> ForgetPresenter:
    account.load()
    open_activity(ana, a_module("one"), "one")
    return ForgetPresenter(ana, AtOnce(), account)


def test_asvs_14_3_1_it_is_asked_once_and_says_what_waits(forgetting: ForgetPresenter, ana: Desk) -> None:
    forgetting.ask()
    asked = forgetting.asked.value
    assert (
        asked is not None and asked.sentence == "This is done at once. 2 items are not sent yet; that is tried first."
    )
    forgetting.leave()
    assert (forgetting.asked.value, ana.learner().has_account) == (None, True)


def test_asvs_14_3_1_what_is_unsent_is_sent_and_then_nothing_is_left(
    forgetting: ForgetPresenter, account: AccountPresenter, navigation: Navigation, server: FakeServer
) -> None:
    forgetting.ask()
    forgetting.go_on()
    assert (account.started, navigation.place.value.page) == (False, "welcome")
    assert any(record.facts for record in server.records.values())


def test_work_that_cannot_be_sent_is_asked_about_again(
    forgetting: ForgetPresenter, account: AccountPresenter, server: FakeServer
) -> None:
    server.fault = away
    forgetting.ask()
    forgetting.go_on()
    asked = forgetting.asked.value
    assert account.started
    assert asked is not None and (asked.yes, asked.loses) == ("Forget me and lose it", True)
    forgetting.go_on()
    assert not account.started


def test_a_full_disk_removes_nothing(
    forgetting: ForgetPresenter, account: AccountPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk, *, force: bool) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.presenters.forget.forget_me", full)
    forgetting.ask()
    forgetting.go_on()
    asked = forgetting.asked.value
    assert asked is not None and asked.yes == "Try again"
    assert (account.started, forgetting.busy.value) == (True, False)


def test_nothing_happens_before_it_is_asked(forgetting: ForgetPresenter, account: AccountPresenter) -> None:
    forgetting.go_on()
    assert account.started


def test_m1_pages_that_were_only_looked_at_are_named_and_not_counted_as_work(
    ana: Desk, account: AccountPresenter, server: FakeServer
) -> None:
    account.load()
    synchronize(ana)
    keep_open_page(ana, "account")
    server.fault = away
    forgetting = ForgetPresenter(ana, AtOnce(), account)
    forgetting.ask()
    asked = forgetting.asked.value
    assert asked is not None and "Which pages you opened lately is not sent yet" in asked.sentence
    forgetting.go_on()
    asked = forgetting.asked.value
    assert asked is not None and asked.sentence.startswith("Which pages you opened lately is only on this computer.")
