"""How long to wait before trying again: from 30 seconds to 6 hours, with full jitter.

So a school whose network comes back does not ring all at once.
"""

from __future__ import annotations

import random

SHORTEST = 30.0
LONGEST = 6 * 3600.0
LONGEST_ASKED = 24 * 3600.0
"""More than this no answer may ask for: whoever answers in the server's place must not keep a learner from sending."""
WHILE_UNSENT = 15 * 60.0
"""Seconds between tries while something is unsent and the last try did not fail."""


def wait_after_failures(failures: int, chance: random.Random, retry_after: int | None = None) -> float:
    """Seconds to wait after so many failures in a row (1 or more); no less than the server asked for, within a day."""
    ceiling = min(LONGEST, SHORTEST * 2.0 ** min(failures, 20))
    return max(chance.uniform(SHORTEST, ceiling), min(retry_after or 0, LONGEST_ASKED))
