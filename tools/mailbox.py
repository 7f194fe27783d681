"""The mails of a server that was started with COR_SMTP_URL=console:, read from its log."""

from __future__ import annotations

import email
import email.policy
import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

_MAIL = re.compile(r"^--- mail ---\n(.*?)\n--- end of mail ---$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^([A-Z0-9]{3,4}-[A-Z0-9]{3,4})$", re.MULTILINE)
_LOOK_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as a person sees it. `code` is empty where the mail brings none."""

    to: str
    subject: str
    text: str
    code: str


class Mailbox:
    """All mails in a log, whoever they are for."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._given: set[tuple[str, str]] = set()

    def mails(self) -> list[Mail]:
        """Every mail so far, the oldest first."""
        text = self._log.read_text("utf-8", errors="replace") if self._log.exists() else ""
        return [_mail(match[1]) for match in _MAIL.finditer(text)]

    def code_for(self, email: str, patience: float = 10) -> str:
        """The newest code mailed to an address. One that was given before is not given again: the next is waited for.

        Raises TimeoutError after `patience` seconds.
        """
        deadline = time.monotonic() + patience
        while (code := self._newest(email)) is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"no code for {email} within {patience:g} seconds")
            time.sleep(_LOOK_EVERY)
        self._given.add((email.lower(), code))
        return code

    def _newest(self, email: str) -> str | None:
        codes = [mail.code for mail in self.mails() if mail.code and mail.to.lower() == email.lower()]
        return codes[-1] if codes and (email.lower(), codes[-1]) not in self._given else None


def _mail(text: str) -> Mail:
    parsed = email.message_from_bytes(text.encode(), _class=EmailMessage, policy=email.policy.default)
    body = parsed.get_body(("plain",))
    words = str(body.get_content()) if body else ""
    code = _CODE.search(words)
    return Mail(str(parsed["To"]), str(parsed["Subject"]), words, code[1] if code else "")
