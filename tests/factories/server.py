"""A server for tests inside this process: accounts, modules, and learners' devices that talk to it."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from cor_protocol import seal, wire
from cor_protocol.facts import Digest, Fact
from cor_protocol.ids import new_device_id, new_learner_id
from cor_protocol.wire import Login, Now, Reply, Request, SentFact, Span

PASSWORD = "seven quiet herons wading"
SIGN_IN_UNDER_WAY = "/_allauth/app/v1"
PLATFORM = ("0.1.0", "linux")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Device:
    """A learner's device that is signed in."""

    token: str
    device: str
    learner: str
    account: int
    append_token: str = ""

    def request(self, facts: Iterable[Fact | SentFact] = (), **changes: Any) -> Request:
        """A sync request of this device; `changes` are fields of Request."""
        fields: dict[str, Any] = {
            "device": self.device,
            "learner": self.learner,
            "now": Now(1, 1_795_000_000, 0, secrets.token_hex(16)),
            "revision": 0,
            "digest": Digest(),
            "login": Login(0, signed_out=False),
            "client": PLATFORM,
            "facts": tuple(each if isinstance(each, SentFact) else SentFact(each, self.learner) for each in facts),
        }
        return Request(**(fields | changes))

    def post(self, client: Any, request: Request, **headers: str) -> Any:
        """Send a request as it is; gives Django's response."""
        return self.post_bytes(client, wire.encode_request(request), **headers)

    def post_bytes(self, client: Any, body: bytes, **headers: str) -> Any:
        """Send any bytes to the sync endpoint with this device's token."""
        sent = {"HTTP_AUTHORIZATION": f"Bearer {self.token}", **headers}
        return client.post("/api/v1/sync", body, content_type="application/json", **sent)

    def sync(self, client: Any, facts: Iterable[Fact | SentFact] = (), /, **changes: Any) -> Reply:
        """One exchange that must succeed; the reply's signature is checked."""
        request = self.request(facts, **changes)
        response = self.post(client, request)
        assert response.status_code == 200, response.content
        reply = wire.decode_reply(response.content, self.device, self.learner)
        check_signature(reply, request)
        return reply


def check_signature(reply: Reply, request: Request) -> None:
    """Raise seal.BadSignature unless the server signed this reply to this request."""
    from sync_server.common.keys import server_public_key

    seal.verify(server_public_key(), seal.SYNC_REPLY, wire.signed_part(reply, request), reply.signature)


def an_account(**fields: Any) -> Any:
    """An account with a verified address and without a usable password, which would cost time."""
    from allauth.account.models import EmailAddress

    from sync_server.accounts.models import User

    person = {"first_name": "Ada", "last_name": "Lovelace", "password": "!"}
    given = {"email": f"learner{next(_numbers)}@example.org", **person, **fields}
    account = User.objects.create(**given)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def an_account_with_password(password: str = PASSWORD, **fields: Any) -> Any:
    """An account that can sign in."""
    account = an_account(**fields)
    account.set_password(password)
    account.save(update_fields=["password"])
    return account


def signed_in_session(client: Any, account: Any, password: str = PASSWORD) -> str:
    """Sign in through the program's own way, to where a device would exchange it; gives the X-Session-Token."""
    answer = client.post(
        f"{SIGN_IN_UNDER_WAY}/auth/login",
        {"email": account.email, "password": password},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    return str(answer.json()["meta"]["session_token"])


def a_device(account: Any = None, *, shared: bool = False) -> Device:
    """A device, signed in to a new account or the one given."""
    from sync_server.accounts import tokens
    from sync_server.accounts.models import Device as DeviceRow
    from sync_server.common import clock

    account = account or an_account(learner_id=new_learner_id())
    fields = {"device": new_device_id(), "client": PLATFORM[0], "platform": PLATFORM[1], "is_shared": shared}
    row = DeviceRow.objects.create(account=account, **fields)
    token, append_token = tokens.issue(row, account.learner_id, clock.now())
    return Device(token, row.device, account.learner_id, account.pk, append_token)


def another_device_of(device: Device) -> Device:
    """A second device of the same learner."""
    from sync_server.accounts.models import User

    return a_device(User.objects.get(pk=device.account))


def a_span(epoch: int = 1, first: int = 10, last: int = 20, line: int = 0) -> Span:
    """What a device knows of an epoch."""
    return Span(epoch, first, last, 3600, line)


def only_on_sqlite() -> None:
    """Skip the test where COR_DATABASE_URL names another database."""
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("asks SQLite itself")


def a_published_course(version: int = 1) -> str:
    """A course without modules that clients can fetch; gives the SHA-256 of its index, which is one of its files."""
    from cor_protocol.pack import PackIndex, index_to_bytes, sha256_of
    from sync_server.catalog import shelf

    raw = index_to_bytes(PackIndex(version, ()))
    shelf.keep(raw)
    shelf.publish(shelf.Published(version, sha256_of(raw), b""))
    return sha256_of(raw)


def in_catalog(*required: str, key: str = "a-module", version: int = 1) -> str:
    """A module version in the catalog, of required activities; gives its item."""
    from sync_server.catalog.models import ModuleVersion

    row = ModuleVersion.objects.create(
        key=key,
        version=version,
        number=1,
        language="en",
        title="A module",
        minutes=20,
        contact_hours=[["Relationships", 0.5]],
        objectives=["Notice what works."],
        activities=[[f"{key}:{name}", name.capitalize(), True] for name in required],
        definition_hash="0" * 64,
    )
    return row.item
