"""Mails of a server inside this process: they lie in its queue, where a test reads them as they will be sent."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from post_office.models import Email

from sync_server.mail import queue

_CODE = re.compile(r"^([A-Z0-9]{3,4}-[A-Z0-9]{3,4})$", re.MULTILINE)


@dataclass(frozen=True)
class Mail:
    """A mail that waits."""

    to: list[str]
    subject: str
    message: str
    html_message: str
    message_id: str
    expires_at: datetime.datetime | None


def waiting_mails() -> list[Mail]:
    """All of them, the oldest first."""
    return [opened(row) for row in Email.objects.order_by("id")]


def opened(row: Email) -> Mail:
    """A row of the queue, which is sealed, as its mail."""
    mail = queue.message(row)
    html, number = str(mail.alternatives[0][0]), mail.extra_headers["Message-ID"]
    return Mail(mail.to, str(mail.subject), str(mail.body), html, number, row.expires_at)


def mails_to(address: str) -> list[Mail]:
    """Those for an address."""
    return [mail for mail in waiting_mails() if mail.to == [address]]


def code_to(address: str) -> str:
    """The newest code that is queued for an address."""
    codes = [found[1] for mail in mails_to(address) if (found := _CODE.search(mail.message))]
    assert codes, f"no code was mailed to {address}"
    return codes[-1]
