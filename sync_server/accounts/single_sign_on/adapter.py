"""Where allauth's single sign-on asks us: whom it may join to which account, and what is said where it fails."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from sync_server.accounts.models import User, normal_email
from sync_server.accounts.single_sign_on import waiting
from sync_server.accounts.single_sign_on.identity_provider import Distrust
from sync_server.audit import domain as audit


class SsoAdapter(DefaultSocialAccountAdapter):
    """Our answers."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let nobody into an account by its address alone: an identity provider can claim any.

        Whoever has that account signs in to it once with its password, anew, and joins the two.
        """
        if sociallogin.is_existing or not _is_taken(sociallogin):
            return
        if request.user.is_authenticated:
            get_account_adapter(request).logout(request)
        waiting.keep(request, sociallogin)
        raise ImmediateHttpResponse(redirect("account_connect"))

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Never, whatever an identity provider is configured to be trusted with."""
        return False

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """An identity provider that was set up here brings its people."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Take names and address over, as the signup page offers them."""
        account: User = super().populate_user(request, sociallogin, data)
        account.email = normal_email(account.email)
        return account

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """Make the account, without a password, and join it: both or neither."""
        with transaction.atomic():
            account: User = super().save_user(request, sociallogin, form)
        return account

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Write down, for whoever looks after the server, why a sign-in through an organization failed."""
        audit.record("nobody", "sign_in.failed", f"identity provider {provider.app.pk}", _reason(error, exception))


def _is_taken(sociallogin: SocialLogin) -> bool:
    addresses = {normal_email(each.email) for each in sociallogin.email_addresses}
    return (
        User.objects.filter(email__in=addresses).exists()
        or EmailAddress.objects.filter(email__in=addresses, verified=True).exists()
    )


def _reason(error: str | None, exception: Exception | None) -> str:
    if isinstance(exception, Distrust):
        return str(exception)
    if error == AuthError.CANCELLED:
        return "cancelled there"
    return "it refused" if exception else "an answer to no sign-in, or to one that is over"
