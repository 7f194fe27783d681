"""The privacy policy that a registration shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cor_desktop.actions.desk import Desk


@dataclass(frozen=True, slots=True)
class PolicyText:
    """One version of the policy; `text` is Markdown."""

    version: int
    title: str
    text: str
    published: datetime.date


def policy(desk: Desk) -> PolicyText:
    """The newest version. Blocks on the network. Raises Offline, or NotThere where the server has none."""
    found = desk.server.policy()
    return PolicyText(found.version, found.title, found.text, found.published)
