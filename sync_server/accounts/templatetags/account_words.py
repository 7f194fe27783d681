"""How pages say when something was, on what machine, whether mail flows, and which associations are offered."""

from __future__ import annotations

import re
from datetime import datetime

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from cor_protocol.accounts import ASSOCIATIONS
from sync_server.common import clock, languages
from sync_server.mail import queries as mail

register = template.Library()

_SYSTEMS = {"linux": "Linux", "darwin": "macOS", "win32": "Windows", "windows": "Windows", "macos": "macOS"}


@register.filter
def day(moment: datetime) -> str:
    """The day of a moment (UTC), within a sentence: today, yesterday, Tuesday, 3 May 2026."""
    date = moment.date()
    ago = (clock.date_of(clock.now()) - date).days
    if ago < 2:
        return _("yesterday") if ago == 1 else _("today")
    return str(WEEKDAYS[date.weekday()]) if ago < 7 else languages.long_day(date)


@register.filter
def computer(platform: str) -> str:
    """What kind of computer a device is."""
    system = _SYSTEMS.get(re.split(r"[^a-z0-9]", platform.lower())[0], platform)
    return _("Computer with {system}").format(system=system) if system else _("Computer")


@register.simple_tag
def mail_is_flowing() -> bool:
    """Whether a mail can be expected at once."""
    return mail.is_flowing()


@register.simple_tag
def associations() -> tuple[str, ...]:
    """Professional associations that are offered; any other may be typed."""
    return ASSOCIATIONS
