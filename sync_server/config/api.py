"""The API: every app's router under `/api/v1`, and what the server says of itself."""

from __future__ import annotations

import base64

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI, Query, Schema

from cor_protocol.server_time import NONCE, tell_time
from sync_server.accounts.endpoints import router as accounts
from sync_server.accounts.single_sign_on import clients
from sync_server.catalog.endpoints import router as course
from sync_server.certificates.endpoints import router as certificates
from sync_server.common import clock
from sync_server.common.keys import server_key, server_public_key
from sync_server.config import errors
from sync_server.mail import queries as mail
from sync_server.policies import queries as policies
from sync_server.policies.endpoints import router as policy
from sync_server.progress.endpoints import router as progress

api = NinjaAPI(title="COR server", version="1", docs_url=None, openapi_url=None)
api.add_router("/accounts", accounts)
api.add_router("", progress)
api.add_router("", certificates)
api.add_router("", policy)
api.add_router("", course)
errors.add_handlers(api)


class SignOnOut(Schema):
    """An organization's own sign-in: `id` for its address here, `name` for people."""

    id: str
    name: str


class ServerOut(Schema):
    """What the server says of itself. `mail`: mails go out at once; `policy`: the newest version; `time` in seconds."""

    name: str
    help: str
    hosted_by: str
    hosting_policy: str
    key: str
    time: int
    registration: bool
    mail: bool
    policy: int
    single_sign_on: list[SignOnOut]


@api.get("/server", response=ServerOut, operation_id="read_server", tags=["server"])
def server(request: HttpRequest) -> ServerOut:
    """Who this server is, who runs it, its public key and its time; for anybody."""
    return ServerOut(
        name=settings.COR_SERVER_NAME,
        help=settings.COR_HELP,
        hosted_by=settings.COR_HOSTED_BY,
        hosting_policy=settings.COR_HOSTING_POLICY,
        key=base64.b64encode(server_public_key()).decode("ascii"),
        time=clock.now(),
        registration=True,
        mail=mail.is_flowing(),
        policy=policies.newest_version(),
        single_sign_on=[SignOnOut(**each) for each in clients.offered()],
    )


class TimeOut(Schema):
    """UTC seconds, and an Ed25519 signature over them and the nonce, in base64."""

    time: int
    signature: str


@api.get("/time", response=TimeOut, operation_id="read_time", tags=["server"])
def time(request: HttpRequest, nonce: str = Query(pattern=f"^{NONCE}$")) -> TimeOut:  # type: ignore[type-arg]
    """The time, signed for a nonce: for a client whose clock is too wrong to trust any certificate."""
    return TimeOut.model_validate(tell_time(server_key(), clock.now(), nonce))
