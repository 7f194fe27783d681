"""Whom TLS believes: what the computer trusts, and one more authority where Settings name its file. Always checked."""

from __future__ import annotations

import ssl

import truststore

from cor_desktop.errors import Trouble
from cor_desktop.words import marked

NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which Python has no name for: chain and host name are checked all the same."""


class NoCertificateFile(Trouble):
    """The file that should hold an authority's certificate cannot be read, or holds none."""

    title = marked("This file holds no certificate")
    meaning = marked("Nothing was sent, and nothing is lost.")
    advice = marked("Choose a file that begins with “-----BEGIN CERTIFICATE-----”, or ask who looks after the network.")


def trusting(authority: str, *, dates_aside: bool = False) -> ssl.SSLContext:
    """What checks a server's certificate; `dates_aside` leaves its dates to the caller. Raises NoCertificateFile."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority:
        _load(context, authority)
    if dates_aside:
        context.verify_flags = ssl.VerifyFlags(context.verify_flags | NO_CHECK_TIME)
    return context


def check_authority(path: str) -> None:
    """Look whether a file holds certificates (PEM). Raises NoCertificateFile."""
    _load(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), path)


def _load(context: ssl.SSLContext, path: str) -> None:
    try:
        context.load_verify_locations(cafile=path)
    except (OSError, ValueError) as fault:  # ssl.SSLError is an OSError
        raise NoCertificateFile from fault
