"""Builds the pages before home: the first start, signing in, creating an account, and whose progress this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.widgets.page import Page

if TYPE_CHECKING:
    from cor_desktop.ui.house import House


def build_entrance(house: House, place: Place) -> Page:
    """Build one of them: welcome, register, sign_in or yours."""
    match place.page:
        case "register":
            return _register(house)
        case "sign_in":
            return _sign_in(house)
        case "yours":
            from cor_desktop.ui.yours import YoursPage

            return YoursPage(house.account)
    return _welcome(house)


def _welcome(house: House) -> Page:
    from cor_desktop.presenters.welcome import WelcomePresenter
    from cor_desktop.ui.welcome import WelcomePage

    presenter = WelcomePresenter(house.desk, house.account, house.navigation)
    page = WelcomePage(presenter, lambda: house.navigation.go("help", "private"))
    page.watch(house.account.trouble, page.trouble.show_trouble)
    return page


def _register(house: House) -> Page:
    from cor_desktop.presenters.register import RegisterPresenter
    from cor_desktop.ui.register import RegisterPage

    presenter = RegisterPresenter(house.desk, house.background, house.account)
    return RegisterPage(presenter, house.navigation)


def _sign_in(house: House) -> Page:
    from cor_desktop.presenters.sign_in import SignInPresenter
    from cor_desktop.ui.sign_in import SignInPage

    presenter = SignInPresenter(house.desk, house.background, house.account)
    return SignInPage(presenter, house.navigation)
