from __future__ import annotations

import datetime

from sync_server.common import clock


def test_both_clocks_tell_the_same_time() -> None:
    before = clock.now()
    assert before <= clock.now_datetime().timestamp() <= clock.now() + 1


def test_a_date_is_that_of_utc() -> None:
    assert clock.date_of(86_399) == datetime.date(1970, 1, 1)
    assert clock.date_of(86_400) == datetime.date(1970, 1, 2)
