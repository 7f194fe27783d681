"""Where allauth asks us: who may sign in, what a password must be, how a code looks, which mail goes out."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from sync_server.mail import domain as mail


class Adapter(DefaultAccountAdapter):
    """Our answers."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one of allauth's mails, worded by us, without what anybody could forge in a request."""
        mail.send(template_prefix, email, **context)
