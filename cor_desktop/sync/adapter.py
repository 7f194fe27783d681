"""How requests makes its connections: trusting what trusting.py says, straight or through a proxy."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from cor_desktop.sync.trusting import trusting

CheckDates = Callable[[Sequence[bytes]], None]
"""Looks at the dates of a chain (certificates in DER, the server's first) before anything is sent. Raises a Trouble."""


class SystemTrust(HTTPAdapter):
    """Trusts what the computer trusts: schools install the certificates of their filters there.

    Where `check` is given, it judges the certificates' dates in the place of this computer's clock.
    """

    def __init__(self, authority: str, check: CheckDates | None) -> None:
        self._context = trusting(authority, dates_aside=check is not None)
        self._check = check
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Connect straight."""
        super().init_poolmanager(*arguments, **options, ssl_context=self._context)
        self._look_at_dates(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Connect through a proxy, which is spoken to over TLS where its address says so."""
        contexts = {"ssl_context": self._context, "proxy_ssl_context": self._context}
        manager = super().proxy_manager_for(proxy, **options, **contexts)
        self._look_at_dates(manager)
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Nothing to add: the context has decided. (requests would trust certifi's list besides.)"""
        conn.cert_reqs = "CERT_REQUIRED"

    def _look_at_dates(self, manager: Any) -> None:
        if self._check is not None:
            pools = {"http": HTTPConnectionPool, "https": _pool_that_looks(self._check)}
            manager.pool_classes_by_scheme = pools


def _pool_that_looks(check: CheckDates) -> type[HTTPSConnectionPool]:
    class Connection(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            try:
                check(chain_of(self.sock))
            except BaseException:
                self.close()
                raise

    class Pool(HTTPSConnectionPool):
        ConnectionCls = Connection

    return Pool


def chain_of(connection: Any) -> list[bytes]:
    """The chain that was verified, in DER, the server's certificate first.

    Python before 3.13 keeps the whole chain where only its own library looks; truststore reads it there, too.
    """
    whole = getattr(connection, "get_verified_chain", None) or connection._sslobj.get_verified_chain
    found = whole() or []
    return [each if isinstance(each, bytes) else ssl.PEM_cert_to_DER_cert(each.public_bytes()) for each in found]
