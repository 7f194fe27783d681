from __future__ import annotations

from typing import Any

import pytest
from django.urls import resolve

from sync_server.accounts import allauth_forms
from tests.factories.server import SIGN_IN_UNDER_WAY


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("auth/signup", {"POST": allauth_forms.SignupInput}),
        ("auth/login", allauth_forms.LoginInput),
        ("auth/password/request", allauth_forms.RequestResetInput),
        ("auth/password/reset", allauth_forms.ResetInput),
        ("account/password/change", allauth_forms.ChangeInput),
    ],
)
def test_our_steps_stand_before_allauths(path: str, form: object) -> None:
    view: Any = resolve(f"{SIGN_IN_UNDER_WAY}/{path}").func
    assert view.view_class.input_class == form
