"""A real SMTP server on this machine that can be up or down, refuse, cut the line, and ask for encryption or a name."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import email
import email.policy
import logging
import ssl
import threading
import warnings
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tools.local_server import free_port

HOST = "127.0.0.1"
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's own: the pretended side may complain of us
PATIENCE = 20
"""Seconds after which a mail that should have come is taken not to come."""
LOGIN, PASSWORD = "cor@example.org", "tin whistle at noon"


class FakeMailServer:
    """Takes mails and keeps them. `options` go to aiosmtpd.

    `to_receiver` and `to_mail` are its answers to an address and to a whole mail.
    """

    def __init__(self, **options: Any) -> None:
        self.port = free_port()
        self.received: list[EmailMessage] = []
        self.to_receiver = "250 OK"
        self.to_mail = "250 OK"
        self.is_cut_after_mail = False
        self.is_silent_after_mail = False
        self._came = threading.Condition()
        self._options = options
        self._controller: Controller | None = None

    def up(self) -> None:
        """Listen, on the same port as before."""
        self._controller = Controller(self, hostname=HOST, port=self.port, **self._options)
        self._controller.start()

    def down(self) -> None:
        """Hang up and listen no longer."""
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each mail, in the order they came."""
        return [str(mail["Message-ID"]) for mail in self.received]

    def wait_for(self, number: int) -> None:
        """Return once that many mails have come. Raises TimeoutError."""
        with self._came:
            if not self._came.wait_for(lambda: len(self.received) >= number, PATIENCE):
                raise TimeoutError(f"{len(self.received)} mails came, not {number}")

    def _keep(self, mail: EmailMessage) -> None:
        with self._came:
            self.received.append(mail)
            self._came.notify_all()

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """aiosmtpd calls this for each receiver."""
        if self.to_receiver.startswith("2"):
            envelope.rcpt_tos.append(address)
        # As real ones do, it quotes the address, so that a test sees whether that gets into a log.
        return f"{self.to_receiver} <{address}>"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        """aiosmtpd calls this once a mail is there as a whole."""
        if self.to_mail.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            self._keep(email.message_from_bytes(content, _class=EmailMessage, policy=email.policy.default))
        if self.is_cut_after_mail:
            server.transport.abort()
        if self.is_silent_after_mail:
            await asyncio.Event().wait()
        return self.to_mail


@contextlib.contextmanager
def mail_server(**options: Any) -> Iterator[FakeMailServer]:
    """A mail server that is up; down afterwards."""
    server = FakeMailServer(**options)
    server.up()
    try:
        yield server
    finally:
        server.down()


def asking_for_a_name() -> dict[str, Any]:
    """Options of a mail server that takes mails only from LOGIN with PASSWORD."""

    def check(server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        is_right = (data.login, data.password) == (LOGIN.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)

    warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")  # until the end of the test
    return {"authenticator": check, "auth_required": True, "auth_require_tls": False}


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for `localhost` that no authority vouches for: for the server, and as a file to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2090, 1, 1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "mail.pem", folder / "mail.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, secret)
    return context, pem
