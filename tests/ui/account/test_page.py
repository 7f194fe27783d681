from __future__ import annotations

from dataclasses import replace

from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.house import House
from tests.fakes.finding import page_of
from tests.fakes.server import FakeServer
from tests.ui.conftest import FORM


def test_whoever_signs_in_with_an_organization_has_no_password_to_change_here(
    ana_house: House, server: FakeServer
) -> None:
    account = server.accounts[FORM.email]
    account.reply = replace(account.reply, single_sign_on=True, has_password=False)
    ana_house.go("account")
    page = page_of(ana_house, AccountPage)
    assert not page.password.isVisible() and not page.email.isVisible()


def test_everybody_else_has(page: AccountPage) -> None:
    assert page.password.isVisible() and page.email.isVisible()
