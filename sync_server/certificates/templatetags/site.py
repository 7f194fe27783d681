"""`{% site as site %}`: how this server presents itself.

A tag and no context processor, so that the page for our own mistakes has it too: Django draws that without a context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.utils.translation import ngettext

from sync_server.common.languages import number

register = template.Library()


@dataclass(frozen=True, slots=True)
class Site:
    """Name, contact, host and the host's policy; empty where the admin has said nothing."""

    name: str
    help: str
    hosted_by: str
    hosting_policy: str

    @property
    def help_link(self) -> str:
        """Where a click on the contact leads; empty where it is the address of neither a mailbox nor a page."""
        if re.fullmatch(r"[^@\s]+@[^@\s]+", self.help):
            return f"mailto:{self.help}"
        return self.help if self.help.startswith(("https://", "http://")) else ""


@register.simple_tag
def site() -> Site:
    """This server."""
    return Site(settings.COR_SERVER_NAME, settings.COR_HELP, settings.COR_HOSTED_BY, settings.COR_HOSTING_POLICY)


@register.filter
def contact_hours(hours: float) -> str:
    """Hours as people say them: 1 contact hour, 0.5 contact hours."""
    return ngettext("{number} contact hour", "{number} contact hours", 1 if hours == 1 else 2).format(
        number=number(hours)
    )
