"""The page of Ana's account."""

from __future__ import annotations

import pytest

from cor_desktop.ui.account.page import AccountPage
from cor_desktop.ui.house import House
from tests.fakes.finding import page_of


@pytest.fixture
def page(ana_house: House) -> AccountPage:
    ana_house.go("account")
    return page_of(ana_house, AccountPage)
