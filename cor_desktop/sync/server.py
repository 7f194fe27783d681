"""The server as actions see it: what it can be asked, and what it answers, in our own types.

`transport.py` is the one that asks over the network; it takes a while to import, so it is built when it is first asked.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Waiting = Literal["", "verify_email", "second_factor", "reset"]


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """What a server says of itself. `key` is its raw public key; `help` a contact for questions.

    `mail` tells whether mails leave it; `policy` is its newest version; `single_sign_on` holds (id, name) of each
    organization's own sign-in.
    """

    name: str
    help: str
    hosted_by: str
    hosting_policy: str
    key: bytes
    registration: bool
    mail: bool = True
    policy: int = 0
    single_sign_on: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SignInStep:
    """A sign-in under way: `session` carries it, `waits_for` names the code it waits for (empty: it is through)."""

    session: str = field(repr=False)
    waits_for: Waiting = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the server keeps with a device. `learner` is the record this computer would give to a new account.

    `key` is the public key by which its sync files are known, in hexadecimal.
    """

    device: str
    learner: str | None
    platform: str
    client: str
    shared: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class AccountReply:
    """An account as its owner sees it. `has_password` is false where only an organization's sign-in opens it."""

    first_name: str
    last_name: str
    email: str
    organization_type: str = ""
    association: str = ""
    single_sign_on: bool = False
    has_password: bool = True


@dataclass(frozen=True, slots=True)
class SignInReply:
    """What a sign-in gives this device: its tokens, the account, and the id of its learning record."""

    token: str = field(repr=False)
    append_token: str = field(repr=False)
    device_pass: str = field(repr=False)
    account: AccountReply
    learner: str
    key: bytes


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """One device of an account. `this` is the one that asks; times are in UTC."""

    id: int
    platform: str
    client: str
    first_seen: datetime.datetime
    last_seen: datetime.datetime
    this: bool
    signed_in: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class PolicyReply:
    """One version of the privacy policy; `text` is Markdown."""

    version: int
    title: str
    text: str
    published: datetime.date


@dataclass(frozen=True, slots=True)
class CourseOffer:
    """The course that a server has: its version, SHA-256 and size (bytes) of its index, and the signatures on that."""

    version: int
    index: str
    size: int
    signatures: bytes


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that the server found, the first and the last that it can have been, and by which rule (docs/sync.md).

    `checked`: when the clock that it is by was compared with the server's.
    """

    day: datetime.date
    earliest: datetime.date
    latest: datetime.date
    rule: str
    checked: datetime.date | None

    @classmethod
    def read(cls, told: Mapping[str, Any] | None) -> Dated | None:
        """From how messages and sealed entries have it: days as text. Raises KeyError, TypeError or ValueError."""
        if told is None:
            return None
        day, earliest, latest = (datetime.date.fromisoformat(told[name]) for name in ("day", "earliest", "latest"))
        checked = told["checked"] and datetime.date.fromisoformat(told["checked"])
        return cls(day, earliest, latest, str(told["rule"])[:20], checked)

    def written(self) -> dict[str, str | None]:
        """What `read` reads."""
        days = {name: getattr(self, name).isoformat() for name in ("day", "earliest", "latest")}
        return {**days, "rule": self.rule, "checked": self.checked and self.checked.isoformat()}


@dataclass(frozen=True, slots=True)
class AwardedCertificate:
    """A certificate as the server lists it. `completed` is None where the server does not tell how that is known."""

    number: str
    module: str
    title: str
    awarded: datetime.date
    state: str
    completed: Dated | None = None


class Server(Protocol):
    """What a server can be asked. Every call may block, and raises a Trouble in words."""

    def server_info(self) -> ServerInfo:
        """Ask the server who it is."""
        ...

    def policy(self) -> PolicyReply:
        """The newest privacy policy. Raises NotThere where the server has none."""
        ...

    def sign_up(self, form: Mapping[str, str | int]) -> SignInStep:
        """Begin an account. Raises Refused with the field where one is not accepted."""
        ...

    def log_in(self, email: str, password: str, device: str, device_pass: str) -> SignInStep:
        """Begin a sign-in; a known device shows its pass. Raises WrongCredentials or WaitBeforeTrying."""
        ...

    def verify_email(self, session: str, code: str) -> SignInStep:
        """Show the code of a mail. Raises WrongCode or CodeUsedUp."""
        ...

    def resend_code(self, session: str) -> None:
        """Ask for the mail once more. Raises CodeUsedUp where nothing waits for one."""
        ...

    def second_factor(self, session: str, code: str) -> SignInStep:
        """Show the second factor. Raises WrongCode or CodeUsedUp."""
        ...

    def request_reset(self, email: str, session: str) -> SignInStep:
        """Ask for a code that resets the password, again in the same `session` where there is one.

        The answer is the same for an address nobody knows.
        """
        ...

    def reset_password(self, session: str, code: str, password: str) -> None:
        """Choose a new password. Raises WrongCode, CodeUsedUp, or Refused with the field `password`."""
        ...

    def change_password(self, session: str, old: str, new: str) -> None:
        """Change the password. Raises Refused with the field `password` where the new one is not accepted."""
        ...

    def change_email(self, session: str, password: str, email: str) -> None:
        """Send a code to another address, with the password once more; `verify_email` makes it the account's."""
        ...

    def end_session(self, session: str) -> None:
        """Let a sign-in under way go."""
        ...

    def enroll(self, session: str, machine: Machine) -> SignInReply:
        """Exchange a sign-in that is through for this device's tokens; the session ends with it."""
        ...

    def enroll_by_code(self, code: str, verifier: str, machine: Machine) -> SignInReply:
        """Exchange the code that a browser brought for this device's tokens."""
        ...

    def account(self, token: str) -> AccountReply:
        """The account whose token this is."""
        ...

    def change_account(self, token: str, fields: Mapping[str, str]) -> AccountReply:
        """Change what the learner may change of it. Raises Refused with the field."""
        ...

    def devices(self, token: str) -> tuple[ListedDevice, ...]:
        """The devices of the account."""
        ...

    def end_device(self, token: str, number: int) -> None:
        """End all tokens of a device. Raises NotThere."""
        ...

    def sign_out(self, token: str) -> None:
        """End this token on the server."""
        ...

    def exchange(self, token: str, message: bytes) -> bytes:
        """Send one sync message and give the answer's bytes, inflated."""
        ...

    def course(self, known: str) -> CourseOffer | None:
        """The course there is now; None where its index has the SHA-256 that is `known`. Raises NotThere."""
        ...

    def course_blob(self, sha256: str, start: int, size: int) -> Iterator[bytes]:
        """A file of the course from the byte `start` on, piece by piece; it has `size` bytes in all, never more.

        Raises Offline where the line breaks: what came before that was right.
        """
        ...

    def certificates(self, token: str) -> tuple[AwardedCertificate, ...]:
        """The certificates of the learner whose token this is."""
        ...

    def certificate_pdf(self, token: str, number: str) -> bytes:
        """One certificate's document. Raises NotThere where the server has none of that number for us."""
        ...


class LateServer:
    """A Server that is built by its first use, in whatever thread that is."""

    def __init__(self, build: Callable[[], Server]) -> None:
        self._build = build
        self._built: Server | None = None
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._built is None:
                self._built = self._build()
        return getattr(self._built, name)
