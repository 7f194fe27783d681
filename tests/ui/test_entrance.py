from __future__ import annotations

import pytest

from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.code_page import CodePage
from cor_desktop.ui.entrance import build_entrance
from cor_desktop.ui.house import House
from cor_desktop.ui.lock_page import LockPage
from cor_desktop.ui.register import RegisterPage
from cor_desktop.ui.reset import NewPasswordPage, ResetPage
from cor_desktop.ui.sign_in import SignInPage
from cor_desktop.ui.welcome import WelcomePage
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.yours import YoursPage


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("welcome", WelcomePage),
        ("register", RegisterPage),
        ("sign_in", SignInPage),
        ("code", CodePage),
        ("reset", ResetPage),
        ("new_password", NewPasswordPage),
        ("lock", LockPage),
        ("yours", YoursPage),
    ],
)
def test_each_entrance_has_its_page(house: House, page: str, kind: type[Page]) -> None:
    assert isinstance(build_entrance(house, Place(page)), kind)
