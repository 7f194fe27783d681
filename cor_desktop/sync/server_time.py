"""Time from the server, for a computer whose clock is so wrong that no certificate fits it. Rarely needed, and logged.

Nothing of a learner is risked by it: the answer counts only where the server's own key signed it for a nonce just
drawn, and afterwards the dates of every certificate are checked by that time, before any token is sent.
"""

from __future__ import annotations

import datetime
import logging
import secrets
import sys
from collections.abc import Sequence

from cor_desktop.errors import ClockIsWrong
from cor_desktop.sync.answers import Answer
from cor_desktop.sync.network import Network
from cor_protocol.seal import BadSignature
from cor_protocol.server_time import read_time

log = logging.getLogger(__name__)

TIME_PATH = "/api/v1/time"
_LONG = 10 * 365 * 86_400
"""Seconds: no computer runs a program so old with its clock right."""
_FITS = 60
"""Seconds by which a clock may be behind and still be called right."""


class CorrectedTime:
    """Knows how far this computer's clock is off, once the server has said so."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._at_boot: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether the server told its time since the program started."""
        return self._at_boot is not None

    def may_be_asked(self, *, too_early: bool) -> bool:
        """Whether the clock is implausible: before what is known to have passed, or for `expired` dates far beyond it.

        Where the server was never met nobody's signature would count; only OpenSSL can leave dates aside.
        """
        wall, floor = self._network.clock.read().wall, self._network.floor()
        implausible = wall < floor - _FITS if too_early else wall > floor + _LONG
        return implausible and sys.platform == "linux" and bool(self._network.keys()) and not self.is_known

    def nonce(self) -> str:
        """32 characters that nobody has seen."""
        return secrets.token_hex(16)

    def learn(self, answer: Answer, nonce: str) -> None:
        """Take the time of a signed answer. Raises ClockIsWrong where it is not signed for this nonce."""
        try:
            time = read_time(answer.body, nonce, self._network.keys())
        except BadSignature as fault:
            raise ClockIsWrong from fault
        reading = self._network.clock.read()
        self._at_boot = time - reading.boot
        log.info(
            "This computer's clock is %d seconds off; certificates are checked by the server's.", time - reading.wall
        )

    def check(self, chain: Sequence[bytes]) -> None:
        """Check the dates of a certificate chain (DER) by the server's time. Raises ClockIsWrong."""
        from cryptography import x509  # not needed where the clock is right

        now = self._now()
        for each in map(x509.load_der_x509_certificate, chain):
            if not each.not_valid_before_utc <= now <= each.not_valid_after_utc:
                raise ClockIsWrong
        if not chain:
            raise ClockIsWrong

    def _now(self) -> datetime.datetime:
        seconds = (self._at_boot or 0.0) + self._network.clock.read().boot
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
