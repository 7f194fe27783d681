"""Where allauth's single sign-on asks us."""

from __future__ import annotations

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class SsoAdapter(DefaultSocialAccountAdapter):
    """Our answers."""
