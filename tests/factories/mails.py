"""Mails of a server inside this process: they lie in its queue, where a test reads them."""

from __future__ import annotations

import re

from post_office.models import Email

_CODE = re.compile(r"^([A-Z0-9]{3,4}-[A-Z0-9]{3,4})$", re.MULTILINE)


def mails_to(address: str) -> list[Email]:
    """The queued mails for an address, the oldest first: `.subject`, `.message` (text), `.html_message`."""
    return [mail for mail in Email.objects.order_by("id") if mail.to == [address]]


def code_to(address: str) -> str:
    """The newest code that is queued for an address."""
    codes = [found[1] for mail in mails_to(address) if (found := _CODE.search(str(mail.message)))]
    assert codes, f"no code was mailed to {address}"
    return codes[-1]
