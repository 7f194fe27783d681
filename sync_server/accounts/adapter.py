"""Where allauth asks us: who may sign in, what a password must be, what is kept of whom, which mail goes out."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sync_server.accounts import delays, queries, rules, second_factor
from sync_server.accounts.forms import SignupForm
from sync_server.accounts.languages import kept_of
from sync_server.accounts.models import User, normal_email
from sync_server.audit import domain as audit
from sync_server.common import languages
from sync_server.common.refusals import Refused
from sync_server.mail import domain as mail

_WORDS = {
    "email_password_mismatch": _(
        "The email address and the password do not belong together. Check both and try again."
    ),
    "enter_current_password": _("This is not your present password. Check it and try again."),
    "incorrect_password": _("This is not your password. Check it and try again."),
    "incorrect_code": _("This code is not right. Compare it with the newest mail, letter by letter."),
    "duplicate_email": _("This is your address already."),
    "too_many_login_attempts": _(
        "There were too many tries. Nothing is lost: begin again in a minute, and you get a new code."
    ),
    "rate_limited": _("There were too many tries. Please wait a minute, then try again."),
    "unknown_email": _("This address does not belong to your account."),
}


class Adapter(DefaultAccountAdapter):
    """Our answers."""

    error_messages = {**DefaultAccountAdapter.error_messages, **_WORDS}

    def clean_email(self, email: str) -> str:
        """The address as it is kept. Raises ValidationError."""
        try:
            return rules.checked_email(email)
        except Refused as refused:
            raise ValidationError(refused.message, code="invalid") from None

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """The password as it is. Raises ValidationError with every rule that it breaks."""
        try:
            rules.check_password(password, cast(User, user) if user else User())
        except Refused as refused:
            raise ValidationError(refused.message, code=refused.problem.value) from None
        return password

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Whose address and password these are. A disabled account is answered like a wrong password."""
        credentials["email"] = self.clean_email(credentials.get("email", ""))
        account = super().authenticate(request, **credentials)
        if account is None:
            return None
        if not account.is_active:
            self.authentication_failed(request, **credentials)
            return None
        delays.succeeded(request)
        return account

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise TooSoon where a try has to wait. allauth's own limit would let anybody lock others out (ASVS 6.1.1)."""
        delays.check(request, credentials["email"])

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it and write it down; an address that nobody has is not written."""
        delays.failed(request)
        account = queries.account_with(normal_email(credentials["email"]))
        audit.record("nobody", "sign_in.failed", f"account {account.pk}" if account else "nobody")

    def save_user(self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True) -> User:
        """Fill somebody new in from the form, which has hashed the password."""
        account, said = cast(User, user), form.cleaned_data
        account.email, account.first_name, account.last_name = said["email"], said["first_name"], said["last_name"]
        account.password = cast(SignupForm, form).password_hash
        account.language = languages.spoken()
        if not account.password:
            account.set_unusable_password()
        if commit:
            account.save()
        return account

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Keep that the address is whose code was typed. Accounts that took it without ever proving it give way."""
        with transaction.atomic():
            _never_proven(email_address).delete()
            return super().confirm_email(request, email_address)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """How somebody shows once more that it is they: staff by their second factor, once they have one."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        is_guarded = isinstance(user, User) and second_factor.is_demanded_of(user) and second_factor.is_set_up(user)
        return [way for way in ways if not (is_guarded and way["id"] == "reauthenticate")]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one of allauth's mails, worded by us, without what anybody could forge in a request.

        In the language of whose account it is about, whoever asks; of who asks where there is none.
        """
        account = context.get("user") or queries.account_with(email)
        mail.send(template_prefix, email, language=kept_of(account) or languages.spoken(), **context)


def _never_proven(address: EmailAddress) -> QuerySet[User]:
    """Other accounts of this address in which nobody has ever signed in."""
    others = User.objects.filter(email=normal_email(address.email)).exclude(pk=address.user_id)
    return others.filter(last_login=None, learner_id=None).exclude(emailaddress__verified=True)
