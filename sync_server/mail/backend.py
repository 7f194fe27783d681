"""Where mails of Django itself go: into our queue."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from sync_server.mail import queue
from sync_server.mail.domain import NEWS_SECONDS


class Backend(BaseEmailBackend):
    """Queues plain text as it is. (post_office's own would take it for a template, and run what people typed.)"""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each mail for each of its receivers; gives how many messages there were."""
        for message in email_messages:
            text = str(message.body)
            for address in message.recipients():
                queue.put(address, str(message.subject), text, f"<pre>{escape(text)}</pre>", NEWS_SECONDS)
        return len(email_messages)
