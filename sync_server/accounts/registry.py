"""What higher apps tell accounts; they fill it in `ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

learner_is_taken: list[Callable[[str], bool]] = []
"""Asked with a learner id before it is bound to an account: True where it may not be (its record was deleted, say)."""

manages_others: list[Callable[[int], bool]] = []
"""Asked with an account's id: True where it manages an organization, so that it needs a second factor and its sign-ins
last shorter."""

names_around: list[Callable[[int], Iterable[str]]] = []
"""Asked with an account's id for names that others connect with it, its organizations': no password is made of them."""

policy_is_current: list[Callable[[int], bool]] = []
"""Asked with the policy version that somebody who registers has read: False where there is a newer one."""

on_signed_up: list[Callable[[int, int], None]] = []
"""Called with a new account's id and the policy version it has read, in the transaction that makes the account."""

on_single_sign_on: list[Callable[[int, int], None]] = []
"""Called with an account's id and the row of the identity provider (SocialApp) it has just been joined to, in the
transaction that joins them."""
