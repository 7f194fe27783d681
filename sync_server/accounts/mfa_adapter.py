"""Where allauth's second factor asks us: what it is called, how its secrets are kept, and when it may go."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sync_server.accounts import second_factor
from sync_server.accounts.models import User
from sync_server.common.keys import box

_PURPOSE = b"cor second factor"


class MfaAdapter(DefaultMFAAdapter):
    """Our answers."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Your work on this server needs a second factor, and this is the only one you have. "
            "Set up another one first; then this one can be removed."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes stand in for a second factor. Set up an authenticator app or a security key first."
        ),
        "incorrect_code": gettext_lazy(
            "This code does not fit. Look at the newest one in your app and type it without delay."
        ),
        "unverified_email": gettext_lazy("Confirm your email address first. A second factor can be set up after that."),
    }

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows above the code."""
        return str(settings.COR_SERVER_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a browser shows beside the address when it asks for a security key."""
        return super().get_public_key_credential_rp_entity() | {"name": str(settings.COR_SERVER_NAME)}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """The name a new security key is offered under."""
        number = Authenticator.objects.filter(user=user, type=type).count()
        return _("Security key {number}").format(number=number + 1)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """True, but for the only second factor of somebody who must have one."""
        account = User.objects.get(pk=authenticator.user_id)
        return not (second_factor.is_last(authenticator) and second_factor.is_demanded_of(account))

    def encrypt(self, text: str) -> str:
        """How a secret is kept: sealed, so that nobody can work out codes from a copy of the database."""
        return box(_PURPOSE).encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises cryptography.fernet.InvalidToken where the server's secret.key was lost."""
        return box(_PURPOSE).decrypt(encrypted_text).decode()
