"""What can happen to the policy: somebody acknowledges a version."""

from __future__ import annotations

from sync_server.policies import queries
from sync_server.policies.models import Acknowledgement


def is_current(version: int) -> bool:
    """Tell whether this is the version that somebody who registers must have read."""
    return version == queries.newest_version()


def acknowledge(account: int, version: int) -> None:
    """Keep that an account has read a version; the first time counts."""
    Acknowledgement.objects.get_or_create(account_id=account, policy_id=version)
