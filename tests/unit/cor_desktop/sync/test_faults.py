"""What foreign libraries say of a broken connection, in our words; on real lines, see test_line.py."""

from __future__ import annotations

import ssl

import pytest
import requests

from cor_desktop.errors import AnotherAnswers, ClockIsWrong, NotOurServer, Trouble
from cor_desktop.sync.faults import certificate_fault, is_of_time, proxy_status, reached


def distrust(code: int) -> requests.exceptions.SSLError:
    inner = ssl.SSLCertVerificationError("not accepted")
    inner.verify_code = code
    return requests.exceptions.SSLError(inner)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (9, ClockIsWrong),
        (10, ClockIsWrong),
        (0x800B0101, ClockIsWrong),  # Windows
        (-67818, ClockIsWrong),  # macOS
        (62, AnotherAnswers),
        (0x800B010F, AnotherAnswers),
        (20, NotOurServer),
        (0, NotOurServer),
    ],
)
def test_a_certificate_that_is_not_accepted_says_why(code: int, kind: type[Trouble]) -> None:
    with pytest.raises(Trouble) as told, reached("https://cor.example.org"):
        raise distrust(code)
    assert type(told.value) is kind


def test_the_reason_is_found_however_deep_it_lies() -> None:
    outer = ValueError("outer")
    outer.__context__ = distrust(9)
    outer.__cause__ = outer  # a ring must not hold anybody up
    assert (certificate_fault(outer), is_of_time(9)) == (9, True)
    assert certificate_fault(ValueError("another")) == 0


def test_what_a_proxy_answered_is_read() -> None:
    assert proxy_status(OSError("Tunnel connection failed: 407 Who are you")) == 407
    assert proxy_status(OSError("refused")) == 0
