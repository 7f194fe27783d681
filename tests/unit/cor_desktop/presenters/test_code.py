from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.pending import Pending
from cor_desktop.actions.register import register
from cor_desktop.actions.sign_in import sign_in
from cor_desktop.actions.views import who
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.code import CodePresenter
from cor_desktop.presenters.navigation import Navigation
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeAccount, FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM


def waiting(desk: Desk, account: AccountPresenter, navigation: Navigation, pending: Pending) -> CodePresenter:
    account.entry.wait_for_code(pending)
    navigation.go("register")
    navigation.go("code")
    return CodePresenter(desk, AtOnce(), account, navigation)


@pytest.fixture
def code(desk: Desk, account: AccountPresenter, navigation: Navigation) -> CodePresenter:
    """Ana has registered; the mail is on its way."""
    return waiting(desk, account, navigation, register(desk, FORM))


@pytest.fixture
def factor(desk: Desk, account: AccountPresenter, navigation: Navigation, ana_elsewhere: FakeAccount) -> CodePresenter:
    """Ana has signed in to an account with a second factor."""
    ana_elsewhere.second_factor = "123456"
    pending = sign_in(desk, FORM.email, FORM.password)
    assert isinstance(pending, Pending)
    return waiting(desk, account, navigation, pending)


def test_m11_the_code_from_the_mail_makes_the_account_and_leads_home(
    code: CodePresenter, desk: Desk, server: FakeServer, navigation: Navigation, account: AccountPresenter
) -> None:
    code.submit(server.code_for(FORM.email).replace("-", ""))
    learner = who(desk)
    assert learner is not None and learner.email == FORM.email
    assert (navigation.place.value.page, account.entry.pending) == ("home", None)


def test_it_says_where_the_code_went_and_how_long_it_is_good(code: CodePresenter) -> None:
    assert code.words.lead == "We sent a code to ana@example.org. It is valid for 30 minutes."


def test_a_wrong_code_is_told_beside_the_field(code: CodePresenter) -> None:
    code.submit("AAAABBBB")
    assert code.faults.value["code"].startswith("This is not the right code.")


def test_no_code_asks_for_one(code: CodePresenter) -> None:
    code.submit("")
    assert code.faults.value == {"code": "Please type the code."}


def test_the_address_can_be_changed(code: CodePresenter, navigation: Navigation) -> None:
    code.change_address()
    assert navigation.place.value.page == "register"


def test_a_second_factor_signs_in_and_nothing_is_mailed(factor: CodePresenter, navigation: Navigation) -> None:
    assert (factor.by_mail, factor.mail_is_slow, factor.again.left.value) == (False, False, 0)
    assert factor.words.title == "One more step"
    factor.submit("123456")
    assert navigation.place.value.page == "home"


def test_a_proven_address_may_still_need_a_second_factor(
    code: CodePresenter, server: FakeServer, account: AccountPresenter, navigation: Navigation
) -> None:
    server.accounts[FORM.email].second_factor = "123456"
    code.submit(server.code_for(FORM.email))
    pending = account.entry.pending
    assert pending is not None and pending.step == "second_factor"
    assert navigation.place.value.page == "code"


def test_without_anything_to_wait_for_it_leads_back(
    desk: Desk, account: AccountPresenter, navigation: Navigation
) -> None:
    navigation.go("code")
    lost = CodePresenter(desk, AtOnce(), account, navigation)
    lost.resend()
    lost.submit("AAAABBBB")
    assert navigation.place.value.page == "home"
