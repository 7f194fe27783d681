"""Accounts have no pages of their own here: learners are shown with their progress (progress/admin.py)."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.models import Group

# Groups would be a page that does nothing: permissions follow from roles. The others would show secrets of second
# factors and identity providers, and let an administrator put a verified address on somebody's account (ASVS 6.4.6).
_FOREIGN = (Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken)


def take_down_foreign_pages() -> None:
    """Take the pages of others off the admin; called once all apps have put theirs there."""
    for model in _FOREIGN:
        if admin.site.is_registered(model):
            admin.site.unregister(model)
