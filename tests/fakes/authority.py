"""A private certificate authority, as a school has one, and certificates that it gives for `::1` and `localhost`."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

LONG_AGO = datetime.datetime(2015, 1, 1, tzinfo=datetime.UTC)
FAR = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)


class Authority:
    """Signs certificates; `path` is its own, as a PEM file."""

    def __init__(self, folder: Path, since: datetime.datetime = LONG_AGO) -> None:
        self._folder = folder
        self._since = since
        self._key = generate_private_key(SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lakeside School")])
        self.path = folder / "authority.pem"
        self.path.write_bytes(self._certificate(self._name, self._key, self._since, FAR, None))

    def context(
        self, since: datetime.datetime = LONG_AGO, until: datetime.datetime = FAR, names: tuple[str, ...] = ("::1",)
    ) -> ssl.SSLContext:
        """What a server with a certificate for these names and dates speaks TLS with."""
        key = generate_private_key(SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "server")])
        made = self._folder / f"server-{x509.random_serial_number()}.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        made.write_bytes(private + self._certificate(name, key, since, until, names))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made)
        return context

    def _certificate(
        self,
        name: x509.Name,
        key: EllipticCurvePrivateKey,
        since: datetime.datetime,
        until: datetime.datetime,
        names: tuple[str, ...] | None,
    ) -> bytes:
        built = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=names is None, path_length=None), critical=True)
        )
        if names is not None:
            built = built.add_extension(x509.SubjectAlternativeName([_name(each) for each in names]), critical=False)
        return built.sign(self._key, SHA256()).public_bytes(Encoding.PEM)


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)
