"""Typing the code of a second factor, on the web and in the program: wrong ones slow the next ones down.

allauth counts wrong codes by sign-in under way; here they count on the account, across all of them (ASVS 6.1.1).
"""

from __future__ import annotations

from allauth.core import context
from allauth.headless.mfa import inputs
from allauth.mfa.base import forms
from django.core.exceptions import ValidationError

from sync_server.accounts import delays
from sync_server.accounts.models import User
from sync_server.audit import domain as audit


class _Counted:
    """A form whose code is only looked at when its account does not have to wait."""

    user: User

    def clean_code(self) -> str:
        """The code. Raises ValidationError where it is wrong, TooSoon where it is too soon to look."""
        delays.check_code(context.request, self.user)
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        except ValidationError:
            delays.failed(context.request)
            audit.record("nobody", "sign_in.failed", f"account {self.user.pk}", "second factor")
            raise
        delays.succeeded(context.request)
        return code


class AuthenticateForm(_Counted, forms.AuthenticateForm):
    """At sign-in on the web."""


class ReauthenticateForm(_Counted, forms.ReauthenticateForm):
    """Once more on the web, before something that matters."""


class AuthenticateInput(_Counted, inputs.AuthenticateInput):
    """At sign-in from the program."""


class ReauthenticateInput(_Counted, inputs.ReauthenticateInput):
    """Once more from the program."""
