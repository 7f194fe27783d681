"""The language of an account: its mails are written in it, and pages are where their reader chose no other."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from sync_server.accounts.models import User
from sync_server.common import languages

CHOSEN = "cor_language"
"""In a session of the web pages: what its reader chose, where their account does not say the same."""


def kept_of(account: AbstractBaseUser | AnonymousUser | None) -> str:
    """The language that an account keeps; empty where it keeps none, or one that is not spoken here any more."""
    return languages.known(account.language) if isinstance(account, User) else ""
