"""Asks an operation as somebody, about somebody's belongings, and says in a word what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.db import transaction
from django.test import Client

from cor_protocol import wire
from cor_protocol.ids import new_device_id, new_learner_id
from sync_server.accounts.session_store import SessionStore
from sync_server.accounts.sign_ins import HEADER
from sync_server.accounts.web_sessions import OF_THE_PROGRAM
from sync_server.audit.models import Entry
from sync_server.catalog.models import ModuleVersion
from sync_server.certificates.models import Credential
from sync_server.policies.models import PolicyVersion
from sync_server.progress.models import Oddity
from tests.factories.people import MISSING, SIGNED_IN, People
from tests.factories.server import a_published_course, in_catalog

BODIES: dict[str, Any] = {
    "GET /api/v1/time": {"nonce": "0123456789abcdef" * 2},
    "POST /api/v1/accounts/devices": {"device": new_device_id(), "learner": None, "platform": "linux", "client": "1"},
    "POST /api/v1/accounts/devices/by-code": {
        "code": "none",
        "verifier": "none",
        "device": new_device_id(),
        "learner": None,
        "platform": "linux",
        "client": "1",
    },
    "PATCH /api/v1/accounts/me": {"association": "Education International"},
}
PLAIN = {"code": "none", "rest": "none", "provider_id": "none", "app_label": "accounts", "url": "none"}
"""Parts of addresses that name nobody's belongings."""
WHERE = {
    "/accounts/login/": "sign-in",
    "/admin/login/": "sign-in",
    "/accounts/2fa/": "2fa",
    "/accounts/reauthenticate/": "again",
}


@dataclass(frozen=True)
class Answer:
    """What came of it: a status, or in a word where it leads; and the body, for comparisons."""

    outcome: str
    body: bytes


class Asking:
    """One server with its people; of each a browser session, and a sign-in in the program."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)  # one: making its middleware takes longer than asking
        in_catalog()
        self.course = a_published_course()
        PolicyVersion.objects.get_or_create(version=1, defaults={"title": "Policy", "text": "Text."})
        self.people = People()
        self.tokens = {actor: self.people.token(actor) for actor in ("nobody", *SIGNED_IN, "append", "ended")}
        self.sessions = {role: _session_of(self.people.browser(role), self.people.accounts[role]) for role in SIGNED_IN}
        self.under_way = {role: _in_the_program(cookie) for role, cookie in self.sessions.items()}

    def ask(self, operation: str, whose: str, actor: str) -> Answer:
        """Ask once; nothing that it changes stays."""
        method, route = operation.split(" ")
        with transaction.atomic():
            response = self._respond(operation, method, self._address(route, whose, actor), whose, actor)
            transaction.set_rollback(True)
        return Answer(_outcome(response), bytes(getattr(response, "content", b"")))

    def _respond(self, operation: str, method: str, address: str, whose: str, actor: str) -> Any:
        client = self.client
        client.cookies.clear()
        if address.startswith("/api/"):
            return self._respond_to_api(client, operation, method, address, whose, actor)
        if address.startswith("/_allauth/"):
            return client.generic(method, address, "{}", content_type="application/json", headers=self._session(actor))
        if actor in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client.generic(method, address)

    def _respond_to_api(self, client: Client, operation: str, method: str, address: str, whose: str, actor: str) -> Any:
        headers = {"Authorization": f"Bearer {self.tokens[actor]}"} if self.tokens[actor] else {}
        body: Any = BODIES.get(operation, {})
        if operation == "POST /api/v1/accounts/devices":
            headers |= self._session(actor)
        if operation == "POST /api/v1/sync":
            return client.post(address, self._message(whose, actor), content_type="application/json", headers=headers)
        return getattr(client, method.lower())(address, body, content_type="application/json", headers=headers)

    def _session(self, actor: str) -> dict[str, str]:
        return {HEADER: self.under_way[actor]} if actor in self.under_way else {}

    def _message(self, whose: str, actor: str) -> bytes:
        device = self.people.devices[actor if actor in SIGNED_IN else "learner"]
        of = device.learner if whose == "own" else new_learner_id()
        if whose in ("same", "other"):
            of = self.people.belongings(actor, whose).device.learner
        return wire.encode_request(device.request(learner=of))

    def _address(self, route: str, whose: str, actor: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda part: str(self._value(route, part[1], whose, actor)), route)

    def _value(self, route: str, part: str, whose: str, actor: str) -> object:
        if part in PLAIN:
            return PLAIN[part]
        if part == "sha256":
            return self.course
        if "webauthn" in route:
            return self.people.keys.get(whose, MISSING)
        owned = self.people.belongings(actor, whose)
        if route.startswith("/admin/"):
            return MISSING if whose == "missing" else self._record(route)
        if "certificates" in route or "verify" in route:
            return "COR-0000-0000-0000" if whose == "missing" else owned.number
        return MISSING if whose == "missing" else owned.device_row

    def _record(self, route: str) -> object:
        """The id of a record that the admin page of that address shows."""
        learner = self.people.accounts["learner"]
        records: dict[str, Any] = {
            "accounts/user": lambda: learner.pk,
            "audit/entry": lambda: Entry.objects.latest("id").pk,
            "catalog/moduleversion": lambda: ModuleVersion.objects.latest("id").pk,
            "certificates/credential": lambda: Credential.objects.get(account=learner).pk,
            "organizations/organization": lambda: self.people.organization.pk,
            "progress/oddity": lambda: Oddity.objects.get_or_create(learner=learner.learner_id, found_at=1)[0].pk,
            "policies/policyversion": lambda: PolicyVersion.objects.latest("version").pk,
        }
        page = "/".join(route.split("/")[2:4])
        return records[page]() if page in records else 1


def _session_of(browser: Client, account: Any) -> str:
    """The key of a session in which the password was typed just now."""
    session = browser.session
    record_authentication(cast(Any, SimpleNamespace(session=session)), account, "password", reauthenticated=True)
    session.save()
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def _in_the_program(cookie: str) -> str:
    """The token of a sign-in in the program that is as far as the browser's session of that cookie."""
    session = SessionStore()
    session.update(SessionStore(cookie).load() | {OF_THE_PROGRAM: True})
    session.save()
    return str(session.session_key)


def _outcome(response: Any) -> str:
    if response.status_code not in (301, 302):
        return str(response.status_code)
    return next((word for start, word in WHERE.items() if response.url.startswith(start)), "on")
