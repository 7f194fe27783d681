"""Where allauth asks us: who may sign in, what a password must be, how a code looks, which mail goes out."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Our answers."""
