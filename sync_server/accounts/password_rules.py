"""The server's password rule for Django and allauth: that of cor_protocol, told what others know of the account."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cor_protocol.passwords import SHORTEST, SHORTEST_WITH_SECOND_FACTOR, faults
from sync_server.accounts import registry
from sync_server.accounts.models import User


class Rules:
    """A validator of AUTH_PASSWORD_VALIDATORS, and the only one (ASVS 6.2.1, 6.2.4, 6.2.12)."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError with a sentence for every rule that the password breaks."""
        account = user if isinstance(user, User) else User()
        found = faults(password, known_of(account), second_factor=_has_second_factor(account), say=_)
        if found:
            raise ValidationError([ValidationError(fault.sentence, code=fault.code) for fault in found])

    def get_help_text(self) -> str:
        """What forms say beside the field."""
        return _(
            "At least {shortest} characters ({with_second_factor} where you have a second factor), blanks included. "
            "Four or five words that do not belong together make a good one."
        ).format(shortest=SHORTEST, with_second_factor=SHORTEST_WITH_SECOND_FACTOR)


def known_of(account: User) -> Iterator[str]:
    """What others know of an account: names, address, server, and the organizations it belongs to."""
    yield from (account.first_name, account.last_name, account.get_full_name(), account.email)
    yield settings.COR_SERVER_NAME
    if account.pk:
        for names_of in registry.names_around:
            yield from names_of(account.pk)


def _has_second_factor(account: User) -> bool:
    from sync_server.accounts.second_factor import is_set_up

    return bool(account.pk) and is_set_up(account)
