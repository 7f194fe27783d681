"""The API: every app's router under `/api/v1`, and what the server says of itself."""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI

from sync_server.accounts.endpoints import router as accounts
from sync_server.certificates.endpoints import router as certificates
from sync_server.common import clock
from sync_server.common.keys import server_public_key
from sync_server.config import errors
from sync_server.progress.endpoints import router as progress

api = NinjaAPI(title="COR server", version="1", docs_url=None, openapi_url=None)
api.add_router("/accounts", accounts)
api.add_router("", progress)
api.add_router("", certificates)
errors.add_handlers(api)


@api.get("/server")
def server(request: HttpRequest) -> dict[str, Any]:
    """Who this server is, who runs it, its public key and its time; for anybody."""
    return {
        "name": settings.COR_SERVER_NAME,
        "help": settings.COR_HELP,
        "hosted_by": settings.COR_HOSTED_BY,
        "hosting_policy": settings.COR_HOSTING_POLICY,
        "key": base64.b64encode(server_public_key()).decode("ascii"),
        "time": clock.now(),
        "registration": True,
    }
