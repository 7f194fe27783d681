"""`POST /api/v1/sync`: the whole exchange in one request. docs/sync.md is the contract as built."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from cor_protocol import wire
from cor_protocol.accounts import Ended
from cor_protocol.problems import Problem
from cor_protocol.wire import MalformedMessage, MessageTooLarge, Reply, Request, UnsupportedVersion
from sync_server.accounts import rules, tokens
from sync_server.accounts.tokens import Session
from sync_server.common import clock
from sync_server.common.refusals import Refused, not_found, sign_in_again
from sync_server.progress import domain, evidence

router = Router()


@router.post("/sync", response={200: None}, operation_id="sync")
def sync(request: HttpRequest) -> HttpResponse:
    """Exchange facts. The token is checked first: nobody else's body is read, and no lock is taken for them."""
    time = clock.now()
    session = tokens.session_of(request.META.get("HTTP_AUTHORIZATION", ""), time)
    message = _message(request)
    _check_owner(message, session)
    reply = domain.exchange(message, time, answer=not session.may_only_append)
    _note(message, session, time)
    return _response(request, reply, message)


def _message(request: HttpRequest) -> Request:
    try:
        body = _body(request)
        message = wire.decode_request(body)
        evidence.check(message)
    except MalformedMessage as fault:
        raise Refused(
            Problem.MALFORMED, _("The server does not understand the message: {fault}.").format(fault=fault)
        ) from fault
    except MessageTooLarge as fault:
        raise Refused(Problem.TOO_LARGE, _("The message is too large. It is sent again in parts.")) from fault
    except UnsupportedVersion as fault:
        raise Refused(
            Problem.UNSUPPORTED_VERSION,
            _("This program is too old for the server. Your work goes on and is kept; please update the program."),
        ) from fault
    return message


def _body(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > wire.MAX_INFLATED:
        raise MessageTooLarge("the body is over the limit")
    encoding = request.META.get("HTTP_CONTENT_ENCODING", "")
    if encoding == "deflate":
        return wire.inflate(request.body)
    if encoding not in ("", "identity"):
        raise MalformedMessage("the body is encoded in a way that is not part of the contract")
    return request.body


def _check_owner(message: Request, session: Session) -> None:
    if message.learner != session.learner:
        raise not_found()
    if message.device != session.device:
        # A copied profile, or a new one with an old token: signing in makes it a device of its own.
        raise sign_in_again()


def _note(message: Request, session: Session, time: int) -> None:
    client, platform = message.client
    tokens.note_use(session, time)
    tokens.note_client(session, rules.plain(client), rules.plain(platform))
    if message.login.signed_out and not session.may_only_append:
        tokens.end(session.token_hash, time, Ended.IDLE if message.login.idle else Ended.SIGNED_OUT)


def _response(request: HttpRequest, reply: Reply, message: Request) -> HttpResponse:
    body, deflated = wire.encode_reply(reply, message.device, message.learner), False
    if "deflate" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        body, deflated = wire.deflate(body)
    response = HttpResponse(body, content_type="application/json")
    if deflated:
        response.headers["Content-Encoding"] = "deflate"
    return response
