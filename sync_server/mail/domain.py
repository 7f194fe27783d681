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

from sync_server.mail import queue

CODE_SECONDS = 30 * 60
"""How long a code is valid, and the mail that carries it worth sending."""
NEWS_SECONDS = 7 * 24 * 3600
"""How long anything else is worth sending."""
_WIDTH = 72


def send(template: str, to: str, *, good_for: int = 0, **context: Any) -> None:
    """Queue the mail of a template prefix, such as `account/email/password_changed`, for one plain address.

    It goes out after the caller's transaction, or never where that is rolled back. `good_for`: seconds after which it
    is no longer sent; by default those of a code where `code` is in the context, else a week. Raises ValueError where
    the address or the subject could change the mail's header.
    """
    known = {**context, "email": to, "server_name": settings.COR_SERVER_NAME, "help": settings.COR_HELP}
    subject = _text(f"{template}_subject.txt", known).strip()
    known["paragraphs"] = paragraphs = _paragraphs(_text(f"{template}_message.txt", known))
    known["lines"] = [
        textwrap.fill(part, _WIDTH, break_long_words=False, break_on_hyphens=False) for part in paragraphs
    ]
    html = get_template("mail/frame.html").render({**known, "subject": subject})
    queue.put(to, subject, _text("mail/frame.txt", known), html, good_for or _seconds(context))


def _seconds(context: dict[str, Any]) -> int:
    return CODE_SECONDS if "code" in context else NEWS_SECONDS


def _text(name: str, context: dict[str, Any]) -> str:
    # Without escaping, which is for HTML.
    compiled: Any = get_template(name)
    return str(compiled.template.render(Context(context, autoescape=False)))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
