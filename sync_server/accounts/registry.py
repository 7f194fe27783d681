"""What higher apps tell accounts; they fill it in `ready()`."""

from __future__ import annotations

from collections.abc import Callable

learner_is_taken: list[Callable[[str], bool]] = []
"""Asked with a learner id before it is bound to an account: True where it may not be (its record was deleted, say)."""
