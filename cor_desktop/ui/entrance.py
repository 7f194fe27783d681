"""Builds the pages before home: the first start, the ways in, and what stands before the door."""

from __future__ import annotations

from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.surroundings import Surroundings
from cor_desktop.ui.widgets.page import Page


def build_entrance(around: Surroundings, place: Place) -> Page:
    """Build one of them."""
    match place.page:
        case "register":
            return _register(around)
        case "sign_in":
            return _sign_in(around)
        case "code":
            return _code(around)
        case "reset" | "new_password":
            return _reset(around, place.page)
        case "lock":
            return _lock(around)
        case "browser":
            return _browser(around, place.argument)
        case "yours":
            from cor_desktop.ui.yours import YoursPage

            return YoursPage(around.account.guest)
    return _welcome(around)


def _welcome(around: Surroundings) -> Page:
    from cor_desktop.presenters.welcome import WelcomePresenter
    from cor_desktop.ui.welcome import WelcomePage

    presenter = WelcomePresenter(around.account, around.navigation)
    page = WelcomePage(presenter, lambda: around.navigation.go("help", "private"))
    page.watch(around.account.trouble, page.trouble.show_trouble)
    return page


def _register(around: Surroundings) -> Page:
    from cor_desktop.presenters.register import RegisterPresenter
    from cor_desktop.ui.register import RegisterPage

    return RegisterPage(RegisterPresenter(around.desk, around.background, around.account, around.navigation))


def _sign_in(around: Surroundings) -> Page:
    from cor_desktop.presenters.sign_in import SignInPresenter
    from cor_desktop.ui.sign_in import SignInPage

    page = SignInPage(SignInPresenter(around.desk, around.background, around.account, around.navigation))
    page.watch(around.account.trouble, page.show_account_trouble)
    return page


def _code(around: Surroundings) -> Page:
    from cor_desktop.presenters.code import CodePresenter
    from cor_desktop.ui.code_page import CodePage

    return CodePage(CodePresenter(around.desk, around.background, around.account, around.navigation))


def _reset(around: Surroundings, page: str) -> Page:
    from cor_desktop.presenters.reset import NewPasswordPresenter, ResetPresenter
    from cor_desktop.ui.reset import NewPasswordPage, ResetPage

    needs = (around.desk, around.background, around.account, around.navigation)
    return ResetPage(ResetPresenter(*needs)) if page == "reset" else NewPasswordPage(NewPasswordPresenter(*needs))


def _lock(around: Surroundings) -> Page:
    from cor_desktop.presenters.unlock import UnlockPresenter
    from cor_desktop.ui.lock_page import LockPage

    return LockPage(UnlockPresenter(around.desk, around.background, around.account, around.navigation))


def _browser(around: Surroundings, provider: str) -> Page:
    from cor_desktop.presenters.by_browser import ByBrowserPresenter
    from cor_desktop.ui.by_browser import Browser, ByBrowserPage

    browser = Browser()
    presenter = ByBrowserPresenter(around.desk, around.background, around.account, provider, browser.open)
    return ByBrowserPage(presenter)
