"""Handing mails over: to a mail server over SMTP, or to the terminal. smtplib's errors become three of ours."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
import sys
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Protocol

from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address

from sync_server.mail.route import Console, Encryption, MailServer

_SECONDS = 20
"""How long a silent mail server is waited for, at each step."""
_OVERLOADED = (421, 452)
"""What a mail server says where it can take no mail from anybody just now."""


class Unreachable(Exception):
    """No mail can be handed over just now. The text is a sentence that says why; it names nobody."""


class Cut(Unreachable):
    """The line broke while a mail was under way. Nobody knows whether it was taken."""


class NotNow(Exception):
    """This mail was not taken for now. The text says why, without what the other side wrote."""


class Never(Exception):
    """This mail will not be taken, however often it is tried. The text says why, without what the other side wrote."""


class Line(Protocol):
    """An open way for mails."""

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over; it is taken once this returns. Raises Unreachable, NotNow, Never."""


@contextlib.contextmanager
def line(route: MailServer | Console) -> Iterator[Line]:
    """Open the way, and close it afterwards. Raises Unreachable."""
    if isinstance(route, Console):
        yield _Terminal()
        return
    with _opening(route):
        server = _connect(route)
    try:
        yield _Server(server, route)
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


class _Terminal:
    def send(self, message: EmailMessage) -> None:
        text = message.message().as_bytes().decode("utf-8", "replace")
        # In one piece, so that a line of another thread does not stand in it.
        sys.stdout.write(f"--- mail ---\n{text}\n--- end of mail ---\n")
        sys.stdout.flush()


class _Server:
    def __init__(self, server: smtplib.SMTP, route: MailServer) -> None:
        self._server = server
        self._route = route

    def send(self, message: EmailMessage) -> None:
        options = ["BODY=8BITMIME"] if self._server.has_extn("8bitmime") else []
        sender, receivers = _plain(message.from_email), [_plain(address) for address in message.to]
        text = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own kind
        with _handing_over(self._route):
            self._server.sendmail(sender, receivers, text, options)


def _plain(address: str) -> str:
    """The address alone, its domain in the letters that every mail server knows."""
    return str(sanitize_address(parseaddr(address)[1], "utf-8"))


def _connect(route: MailServer) -> smtplib.SMTP:
    # "localhost": our own name is nobody's business, and asking for it can take long.
    if route.encryption is Encryption.TLS:
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(route.host, route.port, "localhost", timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(route.host, route.port, "localhost", timeout=_SECONDS)
    try:
        if route.encryption is Encryption.STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if route.login:
            server.login(route.login, route.password)
    except BaseException:
        server.close()
        raise
    return server


@contextlib.contextmanager
def _opening(route: MailServer) -> Iterator[None]:
    """Translate what can happen before a mail is under way. No text of the other side is kept: it may quote anybody."""
    name = f"The mail server {route.host}"
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise Unreachable(f"{name} refused the name or the password ({error.smtp_code}).") from None
    except smtplib.SMTPResponseException as error:
        raise Unreachable(f"{name} does not want to talk ({error.smtp_code}).") from None
    except smtplib.SMTPServerDisconnected:
        raise Unreachable(f"{name} hung up before anything was sent.") from None
    except smtplib.SMTPException:
        raise Unreachable(f"{name} does not offer what is needed: STARTTLS, or a way to sign in.") from None
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(f"The certificate of {route.host} is not to be trusted: {error.verify_message}.") from None
    except ssl.SSLError:
        raise Unreachable(f"{name} does not speak TLS on port {route.port}.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreachable(f"{name} cannot be reached on port {route.port}: {reason}.") from None


@contextlib.contextmanager
def _handing_over(route: MailServer) -> Iterator[None]:
    """Translate what can happen to a mail."""
    name = f"The mail server {route.host}"
    try:
        yield
    except smtplib.SMTPSenderRefused as error:
        raise Unreachable(f"{name} takes no mail from the address in COR_MAIL_FROM ({error.smtp_code}).") from None
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(name, next(code for code, _ in error.recipients.values())) from None
    except smtplib.SMTPResponseException as error:
        raise _refusal(name, error.smtp_code) from None
    except OSError:  # smtplib.SMTPServerDisconnected is one
        raise Cut(f"{name} hung up while a mail was handed over.") from None


def _refusal(name: str, code: int) -> Exception:
    if code in _OVERLOADED:
        return Unreachable(f"{name} takes no mail just now ({code}).")
    if 500 <= code <= 599:
        return Never(f"{name} refused it for good ({code}).")
    return NotNow(f"{name} did not take it for now ({code}).")
