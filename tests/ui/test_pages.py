from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.house import House
from cor_desktop.ui.pages import build_page

PAGES = ("welcome", "register", "sign_in", "yours", "home", "certificates", "sync", "settings", "help")


@pytest.mark.parametrize("page", PAGES)
def test_every_place_has_a_page_with_a_name(guest_house: House, page: str) -> None:
    guest_house.navigation.go(page)
    shown = guest_house.window.stack.currentWidget()
    assert isinstance(shown, QWidget) and shown.accessibleName()


def test_a_place_that_does_not_exist_is_our_own_mistake(guest_house: House) -> None:
    with pytest.raises(KeyError):
        build_page(guest_house, Place("nowhere"))
