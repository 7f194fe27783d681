"""What somebody who registers says of themselves, on the web and from the client (allauth adds email and password)."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from cor_protocol.accounts import ORGANIZATION_TYPES
from sync_server.accounts.models import User


class SignupForm(forms.Form):
    """Names, where they work and belong to (optional), and which policy version they have read."""

    first_name = forms.CharField(max_length=100)
    last_name = forms.CharField(max_length=150)
    organization_type = forms.ChoiceField(choices=[("", "–"), *ORGANIZATION_TYPES], required=False)
    association = forms.CharField(max_length=120, required=False)
    policy_version = forms.IntegerField(min_value=1)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth once the account is made."""
