"""The page My data, for Ana and for a guest."""

from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.ui.house import House
from cor_desktop.ui.my_data.page import MyDataPage
from tests.factories.modules import a_module
from tests.fakes.finding import page_of


@pytest.fixture
def page(ana_house: House, ana: Desk) -> MyDataPage:
    """Ana has opened an activity."""
    open_activity(ana, a_module("one", "two"), "one")
    ana_house.navigation.go("my_data")
    return page_of(ana_house, MyDataPage)


@pytest.fixture
def guest_page(guest_house: House, guest: Desk) -> MyDataPage:
    """A guest has opened an activity."""
    open_activity(guest, a_module("one", "two"), "one")
    guest_house.navigation.go("my_data")
    return page_of(guest_house, MyDataPage)
