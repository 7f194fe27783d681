"""The way from a learner's desk to the real endpoint of the server, tokens and all, within this process."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.test import Client

from cor_desktop.errors import NotThere, Offline, SignInAgain
from cor_desktop.sync.server import AccountReply, Machine, SignInReply, SignInStep
from cor_protocol.accounts import Ended
from cor_protocol.seal import public_key
from cor_protocol.wire import Request, decode_request
from sync_server.accounts import domain
from sync_server.accounts.models import User
from sync_server.common.keys import server_key


class EndpointLine:
    """Stands where the transport stands. Whoever asks with the right address is let in; `cut` pulls the cable.

    `sent` holds every message that arrived.
    """

    def __init__(self) -> None:
        self.cut = False
        self.sent: list[Request] = []
        self._client = Client()

    def log_in(self, email: str, password: str, device: str, device_pass: str) -> SignInStep:
        self._need_line()
        return SignInStep(email)

    def enroll(self, session: str, machine: Machine) -> SignInReply:
        self._need_line()
        account = User.objects.get(email=session)
        done = domain.signed_in_on(account, domain.Machine(**asdict(machine)))
        shown = AccountReply(account.first_name, account.last_name, email=account.email)
        key = public_key(server_key())
        return SignInReply(done.token, done.append_token, done.device_pass, shown, done.learner, key)

    def exchange(self, token: str, message: bytes) -> bytes:
        self._need_line()
        self.sent.append(decode_request(message))
        answer: Any = self._client.post(
            "/api/v1/sync", message, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {token}"
        )
        if answer.status_code == 401:
            why = json.loads(answer.content).get("why")
            raise SignInAgain(why=Ended(why) if why else None)
        if answer.status_code == 404:
            raise NotThere
        assert answer.status_code == 200, answer.content
        return bytes(answer.content)

    def certificates(self, token: str) -> tuple[()]:
        self._need_line()
        return ()

    def _need_line(self) -> None:
        if self.cut:
            raise Offline
