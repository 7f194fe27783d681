"""`/api/v1/policy`: what somebody reads before registering."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Router

from sync_server.common import languages
from sync_server.policies import queries, text
from sync_server.policies.schemas import PolicyOut

router = Router(tags=["policy"])


@router.get("/policy", response=PolicyOut, operation_id="read_policy")
def read_policy(request: HttpRequest, response: HttpResponse) -> PolicyOut:
    """The newest version, in the language asked for where it is translated; for anybody."""
    newest = queries.newest()
    shown = text.in_language(newest, languages.spoken())
    patch_vary_headers(response, ["Accept-Language"])
    return PolicyOut(
        version=newest.version,
        title=shown.title,
        text=shown.text,
        language=shown.language,
        published=newest.published,
    )
