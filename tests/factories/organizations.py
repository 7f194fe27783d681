"""Organizations with people in them."""

from __future__ import annotations

import itertools
from typing import Any

from sync_server.organizations import domain
from sync_server.organizations.models import MemberRole
from tests.factories.server import an_account

_numbers = itertools.count(1)


def an_organization() -> Any:
    """An organization without members."""
    number = next(_numbers)
    return domain.make_organization(f"School {number}", f"school-{number}", "account 1")


def a_member(organization: Any, role: MemberRole = MemberRole.LEARNER, *groups: Any, account: Any = None) -> Any:
    """The membership of a new account, or of the one given, in some groups."""
    membership = domain.add_member(organization, account or an_account(), "account 1", role)
    if groups:
        domain.set_groups(membership, groups, "account 1")
    return membership
