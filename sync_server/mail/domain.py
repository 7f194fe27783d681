"""Writing mails. A mail is said once, as text; its HTML is made of the same paragraphs.

`<template>_subject.txt` is the subject, `<template>_message.txt` the paragraphs, with a blank line between them. A
paragraph that is nothing but the code or the link is shown large.
"""

from __future__ import annotations

import textwrap
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from sync_server.mail import delivery, queue

CODE_SECONDS = 30 * 60
"""How long a code is valid, and the mail that carries it worth sending."""
NEWS_SECONDS = 7 * 24 * 3600
"""How long anything else is worth sending."""
_WIDTH = 72


def send(template: str, to: str, *, language: str = settings.LANGUAGE_CODE, **context: Any) -> None:
    """Queue the mail of a template prefix, such as `account/email/password_changed`, for one plain address.

    It is written in the language of whoever reads it, whoever has it sent.

    It goes out after the caller's transaction, or never where that is rolled back; it is not sent any more when its
    `code` is over, or the `hours` in its context, or after a week. Raises ValueError where the address or the subject
    could change the mail's header.
    """
    with translation.override(language):
        written = _written(template, to, context)
    queue.put(to, *written, _good_for(context))


def send_at_once(template: str, to: str) -> None:
    """Hand a mail over without the queue, to see whether it works. Raises ValueError, and what `delivery` raises.

    ValueError also where no way for mails is configured.
    """
    if settings.COR_MAIL_ROUTE is None:
        raise ValueError("There is no way for mails yet: set COR_SMTP_URL and COR_MAIL_FROM.")
    mail = queue.new(to, *_written(template, to, {}), NEWS_SECONDS)
    with delivery.line(settings.COR_MAIL_ROUTE) as line:
        line.send(queue.message(mail))


def _written(template: str, to: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML."""
    known = {**context, "email": to, "server_name": settings.COR_SERVER_NAME, "help": settings.COR_HELP}
    known["subject"] = subject = _text(f"{template}_subject.txt", known).strip()
    known["paragraphs"] = paragraphs = _paragraphs(_text(f"{template}_message.txt", known))
    known["lines"] = [
        textwrap.fill(part, _WIDTH, break_long_words=False, break_on_hyphens=False) for part in paragraphs
    ]
    return subject, _text("mail/frame.txt", known), get_template("mail/frame.html").render(known)


def _good_for(context: dict[str, Any]) -> int:
    """Seconds for which a mail is worth sending."""
    if "code" in context:
        return CODE_SECONDS
    return int(context["hours"]) * 3600 if "hours" in context else NEWS_SECONDS


def _text(name: str, context: dict[str, Any]) -> str:
    # Without escaping, which is for HTML.
    compiled: Any = get_template(name)
    return str(compiled.template.render(Context(context, autoescape=False)))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
