"""What breaks a connection, told in our words. What a foreign library says stays with the exception, unread."""

from __future__ import annotations

import contextlib
import re
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import requests

from cor_desktop.errors import (
    AnotherAnswers,
    ClockIsWrong,
    NotOurServer,
    Offline,
    PortalFirst,
    ProxyRefuses,
    ProxyWantsPassword,
)
from cor_desktop.words import _

NOT_YET, EXPIRED = 9, 10
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""
_NO_TIME = {NOT_YET, EXPIRED, 0x800B0101, -67818, -67819}
"""The same on Windows (CERT_E_EXPIRED) and macOS (errSecCertificateExpired, …NotValidYet)."""
_NO_NAME = {62, 64, 0x800B010F, -67602}
"""The certificate is another host's: X509_V_ERR_HOSTNAME_MISMATCH and …IP_ADDRESS_…, CERT_E_CN_NO_MATCH, errSec…"""


@contextlib.contextmanager
def reached(address: str) -> Iterator[None]:
    """Translate whatever happens on the way to `address`. Raises NotOurServer, Offline, or a kind of them."""
    try:
        yield
    except requests.exceptions.SSLError as fault:
        raise _of_tls(fault, address) from fault
    except requests.exceptions.ProxyError as fault:
        raise _of_proxy(fault) from fault
    except (
        requests.exceptions.InvalidURL,
        requests.exceptions.InvalidSchema,
        requests.exceptions.MissingSchema,
    ) as fault:
        raise Offline(
            _("The server’s address is not a web address"),
            advice=_("Please look at it again in Settings: {address}").format(address=address),
        ) from fault
    except requests.exceptions.ContentDecodingError as fault:
        raise NotOurServer from fault
    except requests.exceptions.RequestException as fault:
        raise Offline from fault


def certificate_fault(fault: BaseException) -> int:
    """Why a certificate was not accepted, by the number that the system's TLS has for it; 0 for anything else."""
    for each in _behind(fault):
        if isinstance(each, ssl.SSLCertVerificationError):
            return int(getattr(each, "verify_code", 0) or 0)
    return 0


def is_of_time(code: int) -> bool:
    """Tell whether a certificate failed by its dates."""
    return code in _NO_TIME


def _of_tls(fault: requests.exceptions.SSLError, address: str) -> NotOurServer:
    code, host = certificate_fault(fault), urlsplit(address).hostname or address
    if is_of_time(code):
        return ClockIsWrong()
    if code in _NO_NAME:
        return AnotherAnswers(host)
    return NotOurServer(
        _("The connection to {address} is not safe").format(address=address),
        _("Its certificate (TLS) was not accepted, so nothing was sent. Your work is saved on this computer."),
        _(
            "Perhaps this network wants a sign-in of its own first: open a browser, then come back. "
            "If it stays so, ask who looks after the network."
        ),
    )


def _of_proxy(fault: requests.exceptions.ProxyError) -> Offline | NotOurServer:
    status = proxy_status(fault)
    if status == 407:
        return ProxyWantsPassword()
    if status == 511 or 200 <= status < 400:
        return PortalFirst()
    return ProxyRefuses()


def proxy_status(fault: BaseException) -> int:
    """What a proxy answered in place of a way through; 0 where it answered nothing."""
    for each in _behind(fault):
        if found := re.search(r"Tunnel connection failed: (\d{3})", str(each)):
            return int(found[1])
    return 0


def _behind(fault: BaseException) -> Iterator[BaseException]:
    """The exception, and those that it came from: libraries hand them on in several ways."""
    waiting, seen = [fault], set()
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            yield each
            near = (each.__cause__, each.__context__, getattr(each, "reason", None), *each.args)
            waiting.extend(one for one in near if isinstance(one, BaseException))
