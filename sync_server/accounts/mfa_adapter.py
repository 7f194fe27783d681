"""Where allauth's second factor asks us."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter


class MfaAdapter(DefaultMFAAdapter):
    """Our answers."""
