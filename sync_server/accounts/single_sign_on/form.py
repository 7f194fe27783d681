"""What somebody new is asked who comes from an organization's sign-in: what it did not tell, and the policy."""

from __future__ import annotations

from typing import Any, cast

from allauth.socialaccount.forms import SignupForm
from django.db import transaction
from django.http import HttpRequest

from sync_server.accounts.models import User


class SingleSignOnForm(SignupForm):
    """Names to look at, the address as the organization gives it, and the policy that has to be acknowledged."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Typing another address would only lead to a second account beside the one that the organization knows.
        self.fields["email"].disabled = bool(self.initial.get("email"))

    def save(self, request: HttpRequest) -> User:
        """Make the account with all that belongs to it, or nothing."""
        with transaction.atomic():
            return cast(User, super().save(request))
