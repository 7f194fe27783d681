"""Whether mail works."""

from __future__ import annotations

from django.conf import settings

from sync_server.common import clock
from sync_server.mail import queue

_PATIENCE = 10
"""Seconds a mail may be late before people are told that it takes longer."""


def is_flowing() -> bool:
    """Tell whether a mail that is queued now can be expected to go out at once.

    False where no way for mails is configured, or where one has been due for more than ten seconds.
    """
    if settings.COR_MAIL_ROUTE is None:
        return False
    oldest = queue.oldest_due()
    return oldest is None or clock.now() - oldest <= _PATIENCE
