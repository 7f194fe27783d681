"""`{% newest_policy %}`: the number of the policy version that somebody who registers must have read."""

from __future__ import annotations

from django import template

from sync_server.policies import queries

register = template.Library()


@register.simple_tag
def newest_policy() -> int:
    """The newest version."""
    return queries.newest_version()
