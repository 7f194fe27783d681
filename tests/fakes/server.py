"""A server in memory that keeps to the contract: real messages, real signatures, FactSet for a record.

Stands where the transport stands, so that actions are tested without a network; e2e tests have the real one.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cor_desktop.errors import (
    CodeUsedUp,
    NotThere,
    Refused,
    SignInAgain,
    TooLarge,
    WaitBeforeTrying,
    WrongCode,
    WrongCredentials,
)
from cor_desktop.sync.server import (
    AccountReply,
    AwardedCertificate,
    CourseOffer,
    Dated,
    ListedDevice,
    Machine,
    PolicyReply,
    ServerInfo,
    SignInReply,
    SignInStep,
    Waiting,
)
from cor_protocol.accounts import Ended
from cor_protocol.facts import Digest, Fact, Key, digest_of
from cor_protocol.pack import blob_name, index_from_bytes, sha256_of, sign_index
from cor_protocol.seal import SYNC_REPLY, new_signing_key, public_key, sign
from cor_protocol.wire import Reply, Request, SentFact, decode_request, encode_reply, signed_part

PDF = b"%PDF-1.4 a certificate"


@dataclass
class Record:
    """One learner's record: every fact with its origin and the revision that brought it. `control` is told as it is."""

    facts: dict[Key, tuple[SentFact, int]] = field(default_factory=dict)
    revision: int = 0
    certificates: tuple[AwardedCertificate, ...] = ()
    changes: int = 0
    deleted: bool = False
    control: dict[str, Any] = field(default_factory=dict)

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
class FakeAccount:
    """An account, the code of its newest mail, and the second factor it asks for (none where empty)."""

    reply: AccountReply
    password: str
    learner: str = ""
    verified: bool = False
    second_factor: str = ""
    code: str = ""
    new_email: str = ""


@dataclass
class Token:
    """A token that was given out. `why` tells what ended it."""

    email: str
    device: str
    append: bool = False
    why: Ended | None = None


@dataclass
class FakeServer:
    """`fault` is called before each call that a network could break and may raise; `tamper` may change a reply.

    `wait` (seconds) slows every sign-in down; `mail_flows` tells whether mails leave; `heard` holds how each token said
    farewell: (token, idle). `course_pack` is the folder of the course it offers; `course_fault` is called before each
    piece of a file of it, with the byte it begins at, and `fetched` holds which were asked for, and from where.
    """

    now: int = 1_795_600_000
    signing_key: bytes = field(default_factory=new_signing_key)
    records: dict[str, Record] = field(default_factory=dict)
    accounts: dict[str, FakeAccount] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    passes: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, tuple[str, Waiting]] = field(default_factory=dict)
    listed: dict[str, ListedDevice] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    heard: list[tuple[str, bool]] = field(default_factory=list)
    fault: Callable[[], None] = lambda: None
    lose_reply: Callable[[], None] = lambda: None
    tamper: Callable[[Reply], Reply] = lambda reply: reply
    most_facts: int = 10_000
    wait: int = 0
    mail_flows: bool = True
    single_sign_on: tuple[tuple[str, str], ...] = ()
    course_pack: Path | None = None
    course_fault: Callable[[int], None] = lambda position: None
    fetched: list[tuple[str, int]] = field(default_factory=list)

    @property
    def key(self) -> bytes:
        return public_key(self.signing_key)

    @property
    def full_tokens(self) -> list[str]:
        """Those that are good for everything."""
        return [token for token, kept in self.tokens.items() if not kept.append and kept.why is None]

    @property
    def append_tokens(self) -> list[str]:
        """Those that are good for sending only."""
        return [token for token, kept in self.tokens.items() if kept.append and kept.why is None]

    def server_info(self) -> ServerInfo:
        self.fault()
        return ServerInfo(
            "Test server",
            "help@example.org",
            "The test",
            "",
            self.key,
            registration=True,
            mail=self.mail_flows,
            policy=1,
            single_sign_on=self.single_sign_on,
        )

    def policy(self) -> PolicyReply:
        self.fault()
        return PolicyReply(1, "Privacy policy", "# Privacy\n\nWhat you write stays yours.", datetime.date(2026, 11, 1))

    def sign_up(self, form: Mapping[str, str | int]) -> SignInStep:
        self.fault()
        email = str(form["email"]).lower()
        if len(str(form["password"])) < 15:
            raise Refused(advice="Please use at least 15 characters.", field="password")
        if email in self.accounts and self.accounts[email].verified:
            return self._begin("", "verify_email")
        first, last, kind, association = (
            str(form.get(name, "")) for name in ("first_name", "last_name", "organization_type", "association")
        )
        self.accounts[email] = FakeAccount(AccountReply(first, last, email, kind, association), str(form["password"]))
        return self._mailed(email, "verify_email")

    def log_in(self, email: str, password: str, device: str, device_pass: str) -> SignInStep:
        self.fault()
        known = self.passes.get(device_pass) == device
        if self.wait and not known:
            raise WaitBeforeTrying(self.wait)
        account = self.accounts.get(email.lower())
        if account is None or account.password != password:
            raise WrongCredentials
        if not account.verified:
            return self._mailed(email.lower(), "verify_email")
        return self._begin(email.lower(), "second_factor" if account.second_factor else "")

    def verify_email(self, session: str, code: str) -> SignInStep:
        email = self._check(session, code)
        account = self.accounts[email]
        if account.new_email:
            account.reply = replace(account.reply, email=account.new_email)
            self.accounts[account.new_email] = self.accounts.pop(email)
            for token in self.tokens.values():
                token.email = account.new_email if token.email == email else token.email
            self.sessions[session], account.new_email = (account.reply.email, ""), ""
            return SignInStep(session)
        account.verified = True
        waits_for: Waiting = "second_factor" if account.second_factor else ""
        self.sessions[session] = (email, waits_for)
        return SignInStep(session, waits_for)

    def resend_code(self, session: str) -> None:
        self.fault()
        email, _ = self._session(session)
        if email:
            self.accounts[email].code = self._code()

    def second_factor(self, session: str, code: str) -> SignInStep:
        self.fault()
        email, waits_for = self._session(session)
        if waits_for != "second_factor":
            raise CodeUsedUp
        if self.accounts[email].second_factor != code:
            raise WrongCode
        self.sessions[session] = (email, "")
        return SignInStep(session)

    def request_reset(self, email: str, session: str) -> SignInStep:
        self.fault()
        if email.lower() not in self.accounts:
            return self._begin("", "reset")
        return self._mailed(email.lower(), "reset", session)

    def reset_password(self, session: str, code: str, password: str) -> None:
        email = self._check(session, code)
        if len(password) < 15:
            self.accounts[email].code = code
            raise Refused(advice="Please use at least 15 characters.", field="password")
        del self.sessions[session]
        self._new_password(email, password)

    def change_password(self, session: str, old: str, new: str) -> None:
        email = self._through(session)
        if len(new) < 15:
            raise Refused(advice="Please use at least 15 characters.", field="password")
        assert self.accounts[email].password == old
        self._new_password(email, new)

    def change_email(self, session: str, password: str, email: str) -> None:
        before = self._through(session)
        assert self.accounts[before].password == password
        self.accounts[before].new_email = email.lower()
        self.accounts[before].code = self._code()

    def end_session(self, session: str) -> None:
        self.sessions.pop(session, None)

    def enroll(self, session: str, machine: Machine) -> SignInReply:
        self.fault()
        email = self._through(session)
        del self.sessions[session]
        return self.signed_in_on(email, machine)

    def enroll_by_code(self, code: str, verifier: str, machine: Machine) -> SignInReply:
        self.fault()
        email = next((email for email, account in self.accounts.items() if account.code == code), "")
        if not email:
            raise CodeUsedUp
        self.accounts[email].code = ""
        return self.signed_in_on(email, machine)

    def signed_in_on(self, email: str, machine: Machine) -> SignInReply:
        """Give out the tokens of one device, in place of those it had."""
        account = self.accounts[email]
        account.learner = account.learner or machine.learner or "s" * 26
        self.records.setdefault(account.learner, Record())
        self._end(lambda kept: kept.email == email and kept.device == machine.device, Ended.REPLACED)
        token, append, device_pass = (secrets.token_urlsafe(32) for _ in range(3))
        self.tokens[token] = Token(email, machine.device)
        self.tokens[append] = Token(email, machine.device, append=True)
        self.passes[device_pass] = machine.device
        self._list(machine)
        return SignInReply(token, append, device_pass, account.reply, account.learner, self.key)

    def account(self, token: str) -> AccountReply:
        self.fault()
        return self.accounts[self._full(token).email].reply

    def change_account(self, token: str, fields: Mapping[str, str]) -> AccountReply:
        self.fault()
        account = self.accounts[self._full(token).email]
        changed: dict[str, Any] = dict(fields)
        account.reply = replace(account.reply, **changed)
        return account.reply

    def devices(self, token: str) -> tuple[ListedDevice, ...]:
        self.fault()
        mine = self._full(token)
        devices = {kept.device for kept in self.tokens.values() if kept.email == mine.email}
        return tuple(replace(self.listed[device], this=device == mine.device) for device in sorted(devices))

    def end_device(self, token: str, number: int) -> None:
        self.fault()
        email = self._full(token).email
        found = [device for device, row in self.listed.items() if row.id == number]
        if not found:
            raise NotThere
        self._end(lambda kept: kept.email == email and kept.device == found[0], Ended.ELSEWHERE, append=True)

    def sign_out(self, token: str) -> None:
        self.fault()
        self._good(token).why = Ended.SIGNED_OUT

    def exchange(self, token: str, message: bytes) -> bytes:
        self.fault()
        request = decode_request(message)
        self.requests.append(request)
        kept = self._good(token)
        if self.accounts[kept.email].learner != request.learner:
            raise NotThere
        if kept.device != request.device:
            raise SignInAgain
        if len(request.facts) > self.most_facts:
            raise TooLarge
        record = self.records[request.learner]
        known = 0 if request.revision > record.revision else request.revision
        reply = self._wipe(request) if record.deleted else self._merge(record, request, known)
        if kept.append and not record.deleted:
            reply = Reply(self.now, request.revision, request.digest)
        if request.login.signed_out and not kept.append:
            self.heard.append((token, request.login.idle))
            kept.why = Ended.IDLE if request.login.idle else Ended.SIGNED_OUT
        signature = sign(self.signing_key, SYNC_REPLY, signed_part(reply, request))
        reply = self.tamper(replace(reply, signature=signature))
        self.lose_reply()
        return encode_reply(reply, request.device, request.learner)

    def course(self, known: str) -> CourseOffer | None:
        self.fault()
        if self.course_pack is None:
            raise NotThere
        raw = (self.course_pack / "index.json").read_bytes()
        if sha256_of(raw) == known:
            return None
        signature = sign_index(raw, Ed25519PrivateKey.from_private_bytes(self.signing_key))
        return CourseOffer(index_from_bytes(raw).version, sha256_of(raw), len(raw), signature)

    def course_blob(self, sha256: str, start: int, size: int) -> Iterator[bytes]:
        self.fault()
        assert self.course_pack is not None
        self.fetched.append((sha256, start))
        name = blob_name(sha256)
        raw = (self.course_pack / (name if (self.course_pack / name).exists() else "index.json")).read_bytes()
        for position in range(start, len(raw), 100):
            self.course_fault(position)
            yield raw[position : position + 100]

    def certificates(self, token: str) -> tuple[AwardedCertificate, ...]:
        return self.records[self.accounts[self._full(token).email].learner].certificates

    def certificate_pdf(self, token: str, number: str) -> bytes:
        assert number in {awarded.number for awarded in self.certificates(token)}
        return PDF + number.encode()

    def code_for(self, email: str) -> str:
        """The code in the newest mail to this address, or to the address an account is changing to."""
        by_new = (account for account in self.accounts.values() if account.new_email == email.lower())
        return (self.accounts.get(email.lower()) or next(by_new)).code

    def password_is_changed_elsewhere(self, email: str, password: str) -> None:
        """The owner changes it on another computer: every full token ends."""
        self._new_password(email, password)

    def award(self, learner: str, number: str, module: str = "a-module") -> None:
        day = datetime.date(2026, 11, 24)
        known = Dated(day, day, day, "own", day)
        record = self.records[learner]
        record.certificates += (AwardedCertificate(number, module, "A module", day, "valid", known),)
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
        control.update(record.control)
        if self.course_pack is not None:
            control["content"] = index_from_bytes((self.course_pack / "index.json").read_bytes()).version
        return Reply(self.now, record.revision, record.digest, news, control)

    def _wipe(self, request: Request) -> Reply:
        return Reply(self.now, 0, Digest(), (), {"wipe": [request.learner, request.device, request.now.nonce]})

    def _begin(self, email: str, waits_for: Waiting, session: str = "") -> SignInStep:
        session = session or secrets.token_urlsafe(16)
        self.sessions[session] = (email, waits_for)
        return SignInStep(session, waits_for)

    def _mailed(self, email: str, waits_for: Waiting, session: str = "") -> SignInStep:
        self.accounts[email].code = self._code()
        return self._begin(email, waits_for, session)

    def _code(self) -> str:
        letters = "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8))
        return f"{letters[:4]}-{letters[4:]}"

    def _session(self, session: str) -> tuple[str, Waiting]:
        if session not in self.sessions:
            raise CodeUsedUp
        return self.sessions[session]

    def _check(self, session: str, code: str) -> str:
        """The account whose code this is; a code works once."""
        self.fault()
        email, _ = self._session(session)
        if not email or not self.accounts[email].code or _plain(code) != _plain(self.accounts[email].code):
            raise WrongCode
        self.accounts[email].code = ""
        return email

    def _through(self, session: str) -> str:
        self.fault()
        email, waits_for = self._session(session)
        if waits_for or not email:
            raise SignInAgain
        return email

    def _good(self, token: str) -> Token:
        kept = self.tokens.get(token)
        if kept is None or kept.why is not None:
            raise SignInAgain(why=kept.why if kept else None)
        return kept

    def _full(self, token: str) -> Token:
        kept = self._good(token)
        if kept.append:
            raise SignInAgain
        return kept

    def _new_password(self, email: str, password: str) -> None:
        self.accounts[email].password = password
        self._end(lambda kept: kept.email == email, Ended.PASSWORD)

    def _end(self, which: Callable[[Token], bool], why: Ended, *, append: bool = False) -> None:
        for kept in self.tokens.values():
            if which(kept) and kept.why is None and (append or not kept.append or why is Ended.REPLACED):
                kept.why = why

    def _list(self, machine: Machine) -> None:
        seen = datetime.datetime.fromtimestamp(self.now, datetime.UTC)
        number = self.listed[machine.device].id if machine.device in self.listed else len(self.listed) + 1
        self.listed[machine.device] = ListedDevice(
            number, machine.platform, machine.client, seen, seen, this=False, signed_in=True, shared=machine.shared
        )


def _plain(code: str) -> str:
    """A code as the real server compares it."""
    return code.replace("-", "").upper()
