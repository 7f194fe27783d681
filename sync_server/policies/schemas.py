"""The shape of the policy."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema


class PolicyOut(Schema):
    """The version that counts. `text` is Markdown of headings, paragraphs and lists; in English it binds."""

    version: int
    title: str
    text: str
    language: str
    published: datetime
