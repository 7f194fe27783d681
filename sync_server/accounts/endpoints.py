"""`/api/v1/accounts`: register, sign in, sign out."""

from __future__ import annotations

import base64

from django.http import HttpRequest
from ninja import Router, Status

from sync_server.accounts import domain
from sync_server.accounts.bearer import Bearer, session
from sync_server.accounts.domain import Machine, NewLearner, SignedIn
from sync_server.accounts.schemas import AccountOut, MachineIn, RegisterIn, SignedInOut, SignInIn
from sync_server.common.keys import server_public_key

router = Router()


@router.post("/register", response={201: SignedInOut})
def register(request: HttpRequest, body: RegisterIn) -> Status[SignedInOut]:
    """Make an account and sign it in."""
    person = NewLearner(body.first_name, body.last_name, body.email, body.password)
    return Status(201, _out(domain.register(person, _machine(body))))


@router.post("/sign-in", response=SignedInOut)
def sign_in(request: HttpRequest, body: SignInIn) -> SignedInOut:
    """Sign an account in on a device."""
    return _out(domain.sign_in(body.email, body.password, _machine(body)))


@router.post("/sign-out", response={204: None}, auth=Bearer())
def sign_out(request: HttpRequest) -> Status[None]:
    """End the token that was sent."""
    domain.sign_out(session(request))
    return Status(204, None)


def _machine(body: MachineIn) -> Machine:
    return Machine(device=body.device, learner=body.learner, platform=body.platform, client=body.client)


def _out(signed_in: SignedIn) -> SignedInOut:
    account = signed_in.account
    return SignedInOut(
        token=signed_in.token,
        account=AccountOut(first_name=account.first_name, last_name=account.last_name, email=account.email),
        learner=signed_in.learner,
        key=base64.b64encode(server_public_key()).decode("ascii"),
    )
