"""The queue in the database: mails go in with the caller's transaction, and their rows go when they are sent.

A row's `scheduled_time` is when it is tried next, `expires_at` when it is no longer worth sending. To whom it goes and
what it says is sealed in its `message`: codes and invitations open accounts, and wait there while no mail can be sent.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from email.utils import format_datetime, make_msgid
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from post_office.models import PRIORITY, STATUS, Email

from sync_server.common import clock
from sync_server.common.keys import box

_PAUSES = (30, 60, 120, 300, 900, 3600)
"""Seconds until a mail that its receiver's server did not take for now is tried again; the last one for ever."""
_AT_ONCE = 20
"""Mails taken up in one round."""
_PURPOSE = b"cor mail"
_AUTOMATIC = {"Auto-Submitted": "auto-generated"}  # RFC 3834: no holiday replies


class Unreadable(Exception):
    """A mail was sealed under another secret.key than the server has now."""


def put(to: str, subject: str, text: str, html: str, good_for: int) -> None:
    """Add a mail that is worth sending for `good_for` seconds. It is sent once the caller's transaction is committed.

    Raises ValueError where the address or the subject would change the mail's header.
    """
    mail: Any = new(to, subject, text, html, good_for)
    mail.save()


def new(to: str, subject: str, text: str, html: str, good_for: int) -> Email:
    """A mail that is not in the queue yet. Raises ValueError like `put`."""
    _check(to, subject)
    return Email(  # type: ignore[no-untyped-call]  # the library has no types
        from_email=settings.DEFAULT_FROM_EMAIL,  # the library wants one; it is set anew when the mail is sent
        message=_sealed({"to": to, "subject": subject, "text": text, "html": html}),
        status=STATUS.queued,
        priority=PRIORITY.medium,
        message_id=make_msgid(domain=_domain()),
        headers={"Date": format_datetime(_in_seconds(0)), **_AUTOMATIC},
        scheduled_time=_in_seconds(0),
        expires_at=_in_seconds(good_for),
        number_of_retries=0,
    )


def due() -> Sequence[Email]:
    """The mails to try now, those that wait the longest first."""
    return list(Email.objects.filter(scheduled_time__lte=_in_seconds(0)).order_by("scheduled_time", "id")[:_AT_ONCE])


def oldest_due() -> int | None:
    """When the mail was due that waits the longest, in UTC seconds; None where none waits."""
    times = Email.objects.filter(scheduled_time__lte=_in_seconds(0)).order_by("scheduled_time")
    first = times.values_list("scheduled_time", flat=True).first()
    return None if first is None else int(first.timestamp())


def remove(mail: Email) -> None:
    """Take a mail out of the database with its address and its code."""
    Email.objects.filter(pk=mail.pk).delete()


def postpone(mail: Email) -> None:
    """Try a mail again later, each time after a longer pause."""
    tries = mail.number_of_retries or 0
    pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
    Email.objects.filter(pk=mail.pk).update(scheduled_time=_in_seconds(pause), number_of_retries=tries + 1)


def drop_stale() -> list[int]:
    """Remove the mails that nobody would have use for any more, such as codes that are over; gives their ids."""
    stale = list(Email.objects.filter(expires_at__lte=_in_seconds(0)).values_list("id", flat=True))
    if stale:
        Email.objects.filter(id__in=stale).delete()
    return stale


def message(mail: Email) -> EmailMultiAlternatives:
    """The mail as it is handed over: the same on every try, but for COR_MAIL_FROM, which may be mended meanwhile.

    Raises Unreadable.
    """
    headers, said = {"Message-ID": mail.message_id, **(mail.headers or {})}, _opened(mail.message)
    whole = EmailMultiAlternatives(
        said["subject"], said["text"], settings.DEFAULT_FROM_EMAIL, [said["to"]], headers=headers
    )
    whole.attach_alternative(said["html"], "text/html")
    return whole


def _sealed(said: dict[str, str]) -> str:
    return box(_PURPOSE).encrypt(json.dumps(said).encode()).decode("ascii")


def _opened(sealed: str) -> dict[str, str]:
    try:
        said: dict[str, str] = json.loads(box(_PURPOSE).decrypt(sealed))
    except InvalidToken:
        raise Unreadable from None
    return said


def _check(address: str, subject: str) -> None:
    # Neither is named: addresses stay out of every log.
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError("That is not the address of one mailbox.") from None
    if len(subject.splitlines()) != 1:
        raise ValueError("The subject of a mail must be one line.")


def _in_seconds(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(clock.now() + seconds, datetime.UTC)


def _domain() -> str:
    # Not the machine's own name, which is nobody's business.
    return urlsplit(settings.COR_PUBLIC_URL).hostname or "cor-server.invalid"
