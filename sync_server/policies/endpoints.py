"""`/api/v1/policy`: what somebody reads before registering."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from sync_server.policies import queries
from sync_server.policies.schemas import PolicyOut

router = Router(tags=["policy"])


@router.get("/policy", response=PolicyOut, operation_id="read_policy")
def read_policy(request: HttpRequest) -> PolicyOut:
    """The newest version; for anybody."""
    newest = queries.newest()
    return PolicyOut(version=newest.version, title=newest.title, text=newest.text, published=newest.published)
