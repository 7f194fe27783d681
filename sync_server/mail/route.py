"""From COR_SMTP_URL to the way mails take: a mail server, the terminal, or none yet. Read by the settings."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from enum import Enum
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


class Encryption(Enum):
    """How the line to the mail server is kept private."""

    NONE = "none"
    """Only to a mail server on this very machine."""
    STARTTLS = "starttls"
    TLS = "tls"


_NOBODY = "cor@localhost"
_EXAMPLE = "COR <cor@example.org>"
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over. `login` is empty where the server asks for none."""

    host: str
    port: int
    encryption: Encryption
    login: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Console:
    """Whole mails on standard output: for development, where nobody must get any."""


Route = MailServer | Console | None


def route(url: str, password_file: str = "") -> Route:
    """The way that COR_SMTP_URL and COR_SMTP_PASSWORD_FILE name; None for none. Raises ValueError with a sentence."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return Console()
    if not url:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("COR_SMTP_URL must look like smtp://name@mail.example.org:587, smtps://… or console:")
    return MailServer(
        parts.hostname, _port(parts), _encryption(parts), unquote(parts.username or ""), _password(parts, password_file)
    )


def from_header(text: str, server_name: str, way: Route) -> str:
    """Who mails come from, as it stands in them: COR_MAIL_FROM, with the server's name where it gives none.

    Raises ValueError with a sentence where it is no address, or is missing although mails go to a mail server.
    """
    name, address = parseaddr(text if text or isinstance(way, MailServer) else _NOBODY)
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError(f"COR_MAIL_FROM must be an address, such as {_EXAMPLE}.") from None
    if len(f"{text.strip()}{server_name}".splitlines()) != 1:
        raise ValueError("The name that mails come from (COR_MAIL_FROM or COR_SERVER_NAME) must be one line.")
    return formataddr((name or server_name, address))


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise ValueError("The port in COR_SMTP_URL is not a number from 1 to 65535.") from None


def _encryption(parts: SplitResult) -> Encryption:
    if parts.scheme == "smtps":
        return Encryption.TLS
    # Codes on an open line would be anybody's. A mail server on this machine seldom has a certificate for it.
    return Encryption.NONE if _is_this_machine(parts.hostname or "") else Encryption.STARTTLS


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _password(parts: SplitResult, file: str) -> str:
    password = unquote(parts.password or "")
    if not file:
        return password
    if password:
        raise ValueError("There are two mail passwords, in COR_SMTP_URL and by COR_SMTP_PASSWORD_FILE. Leave one out.")
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError("The file that COR_SMTP_PASSWORD_FILE names cannot be read.") from None
