"""A server in memory that keeps to the contract: real messages, real signatures, FactSet for a record.

Stands where the transport stands, so that actions are tested without a network; e2e tests have the real one.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from cor_desktop.errors import SignInAgain, TooLarge, WrongCredentials
from cor_desktop.sync.server import AwardedCertificate, ServerInfo, SignInReply
from cor_protocol.facts import Digest, Fact, Key, digest_of
from cor_protocol.seal import SYNC_REPLY, new_signing_key, public_key, sign
from cor_protocol.wire import Reply, Request, SentFact, decode_request, encode_reply, signed_part

PDF = b"%PDF-1.4 a certificate"


@dataclass
class Record:
    """One learner's record: every fact with its origin and the revision that brought it."""

    facts: dict[Key, tuple[SentFact, int]] = field(default_factory=dict)
    revision: int = 0
    certificates: tuple[AwardedCertificate, ...] = ()
    changes: int = 0
    deleted: bool = False

    @property
    def digest(self) -> Digest:
        return digest_of(sent.fact for sent, _ in self.facts.values())

    def join(self, arriving: tuple[SentFact, ...]) -> None:
        changed = [sent for sent in arriving if self._is_news(sent.fact)]
        self.revision += bool(changed)
        for sent in changed:
            if self._is_news(sent.fact):
                self.facts[sent.fact.key] = (sent, self.revision)

    def _is_news(self, fact: Fact) -> bool:
        known = self.facts.get(fact.key)
        return known is None or fact.stamp < known[0].fact.stamp


@dataclass
class FakeServer:
    """`fault` is called before each exchange and may raise; `tamper` may change a reply after it is signed."""

    now: int = 1_795_600_000
    signing_key: bytes = field(default_factory=new_signing_key)
    records: dict[str, Record] = field(default_factory=dict)
    accounts: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    fault: Callable[[], None] = lambda: None
    lose_reply: Callable[[], None] = lambda: None
    tamper: Callable[[Reply], Reply] = lambda reply: reply
    most_facts: int = 10_000

    @property
    def key(self) -> bytes:
        return public_key(self.signing_key)

    def server_info(self) -> ServerInfo:
        return ServerInfo("Test server", "help@example.org", "The test", "", self.key, registration=True)

    def register(self, form: Mapping[str, str]) -> SignInReply:
        names = (form["first_name"], form["last_name"])
        self.accounts[form["email"]] = (*names, form["password"], form["learner"])
        return self.sign_in(form)

    def sign_in(self, form: Mapping[str, str | None]) -> SignInReply:
        email = str(form["email"])
        if email not in self.accounts or self.accounts[email][2] != form["password"]:
            raise WrongCredentials
        first, last, _, learner = self.accounts[email]
        token = secrets.token_urlsafe(32)
        self.tokens[token] = learner
        self.records.setdefault(learner, Record())
        return SignInReply(token, first, last, email, learner, self.key)

    def sign_out(self, token: str) -> None:
        self.fault()
        del self.tokens[token]

    def exchange(self, token: str, message: bytes) -> bytes:
        self.fault()
        request = decode_request(message)
        self.requests.append(request)
        if self.tokens.get(token) != request.learner:
            raise SignInAgain
        if len(request.facts) > self.most_facts:
            raise TooLarge
        record = self.records[request.learner]
        known = 0 if request.revision > record.revision else request.revision
        reply = self._wipe(request) if record.deleted else self._merge(record, request, known)
        signature = sign(self.signing_key, SYNC_REPLY, signed_part(reply, request))
        reply = self.tamper(replace(reply, signature=signature))
        self.lose_reply()
        return encode_reply(reply, request.device, request.learner)

    def certificates(self, token: str) -> tuple[AwardedCertificate, ...]:
        return self.records[self.tokens[token]].certificates

    def certificate_pdf(self, token: str, number: str) -> bytes:
        assert number in {awarded.number for awarded in self.certificates(token)}
        return PDF + number.encode()

    def award(self, learner: str, number: str, module: str = "a-module") -> None:
        day = datetime.date(2026, 11, 24)
        record = self.records[learner]
        record.certificates += (AwardedCertificate(number, module, "A module", day, "valid"),)
        record.changes += 1

    def revoke(self, learner: str) -> None:
        record = self.records[learner]
        record.certificates = tuple(replace(awarded, state="revoked") for awarded in record.certificates)
        record.changes += 1

    def _merge(self, record: Record, request: Request, known: int) -> Reply:
        record.join(request.facts)
        sent = {fact.key: fact.stamp for fact, _ in request.facts}
        news = tuple(
            kept
            for kept, revision in record.facts.values()
            if revision > known and sent.get(kept.fact.key) != kept.fact.stamp
        )
        control = {"certificates": record.changes} if record.changes else {}
        return Reply(self.now, record.revision, record.digest, news, control)

    def _wipe(self, request: Request) -> Reply:
        return Reply(self.now, 0, Digest(), (), {"wipe": [request.learner, request.device, request.now.nonce]})
