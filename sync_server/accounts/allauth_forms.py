"""allauth's forms where they are not enough for us: all of an account or nothing, and no hint who has one."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.headless.account import inputs
from django.db import transaction
from django.http import HttpRequest

from sync_server.accounts.models import User, normal_email


class _AllOrNothing:
    """A registration that is cut off leaves nothing behind."""

    def save(self, request: HttpRequest) -> User:
        """Make the account, its address and the acknowledgement, in one transaction."""
        with transaction.atomic():
            account: User = super().save(request)  # type: ignore[misc]  # of the form it is mixed into
        return account


class _ToThatAddress:
    """A reset whose code goes to the address as the account has it, not as it was typed."""

    def clean_email(self) -> str:
        """The address in its normal form: other letters that look alike would be another mailbox."""
        super().clean_email()  # type: ignore[misc]  # of the form it is mixed into
        return normal_email(self.cleaned_data["email"])  # type: ignore[attr-defined]


class _StillOne:
    """A change of the password, for which the present one is tried like at a sign-in: counted, slowed, written down."""

    user: Any

    def present(self, password: str) -> str:
        """The present password. Raises ValidationError where it is wrong, TooSoon where it is too soon to look."""
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class WebSignupForm(_AllOrNothing, forms.SignupForm):
    """Registering on the web."""


class WebResetForm(_ToThatAddress, forms.ResetPasswordForm):
    """Asking for a code on the web."""


class WebChangeForm(_StillOne, forms.ChangePasswordForm):
    """Changing the password on the web."""

    def clean_oldpassword(self) -> str:
        """See `present`."""
        return self.present(self.cleaned_data["oldpassword"])


class SignupInput(_AllOrNothing, inputs.SignupInput):
    """Registering from the program."""


class LoginInput(inputs.LoginInput):
    """Signing in from the program."""

    def clean_email(self) -> str:
        """The address in its normal form, by which accounts are found."""
        return normal_email(self.cleaned_data["email"])


class RequestResetInput(_ToThatAddress, inputs.RequestPasswordResetInput):
    """Asking for a code from the program."""


class ChangeInput(_StillOne, inputs.ChangePasswordInput):
    """Changing the password from the program."""

    def clean_current_password(self) -> str:
        """See `present`; empty where there is none (single sign-on)."""
        password = str(self.cleaned_data["current_password"])
        return self.present(password) if password else password


class ResetInput(inputs.ResetPasswordInput):
    """A new password, with the code."""

    def clean(self) -> dict[str, Any]:
        """Judge the password only once the code is right: an address that nobody has would get no judgment."""
        cleaned: dict[str, Any] = self.cleaned_data
        if "key" not in self.errors:
            cleaned = super().clean()  # type: ignore[no-untyped-call]
        return cleaned
