"""Reading the policy."""

from __future__ import annotations

from sync_server.policies.models import Acknowledgement, PolicyVersion


def newest() -> PolicyVersion:
    """The version that counts. There always is one: the first comes with the database."""
    return PolicyVersion.objects.latest("version")


def newest_version() -> int:
    """Its number."""
    return newest().version


def acknowledged_by(account: int) -> list[int]:
    """The versions that an account has read, the newest first."""
    read = Acknowledgement.objects.filter(account_id=account).order_by("-policy_id")
    return list(read.values_list("policy_id", flat=True))
