"""What is open while a learner is signed in and not locked: the data key and the profile. Memory only."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from cor_desktop.actions.profile import Profile
from cor_desktop.actions.secret import Secret
from cor_desktop.errors import Locked


@dataclass(frozen=True, slots=True)
class Opened:
    """One learner's open profile. `password` is kept only until the next contact, to sign in there too."""

    learner: str
    key: bytes = field(repr=False)
    profile: Profile = field(repr=False)
    password: Secret | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Farewell:
    """A full token that ended here and not yet on the server; `idle` tells that nobody signed out by hand."""

    learner: str
    profile: Profile = field(repr=False)
    idle: bool = False


class Session:
    """Who is open here. `locked` tells that the window has to ask for the password before it shows anything.

    `renewing` is held by whoever gets a new token from the server.
    `farewells` wait for the next contact. What is open is one object, replaced as a whole: a thread at work sees the
    old or the new state and never a mixture.
    """

    def __init__(self) -> None:
        self.locked = False
        self.farewells: tuple[Farewell, ...] = ()
        self.renewing = threading.Lock()
        self._opened: Opened | None = None
        self._closed = 0
        self._lock = threading.Lock()

    @property
    def turn(self) -> int:
        """How often the session was closed: whoever opens it says which turn they saw when they began."""
        return self._closed

    def open(self, opened: Opened, turn: int) -> bool:
        """Let this learner's profile be open, and nobody else's; not so where it was locked or left meanwhile."""
        with self._lock:
            if turn != self._closed:
                return False
            self._opened, self.locked = opened, False
            return True

    def close(self, *, locked: bool = False) -> Opened | None:
        """Drop key, profile and password; gives what was open."""
        with self._lock:
            self._closed += 1
            opened, self._opened = self._opened, None
            self.locked = locked
            return opened

    @property
    def profile(self) -> Profile | None:
        """The profile that is open, whosever it is."""
        opened = self._opened
        return opened.profile if opened is not None else None

    def of(self, learner: str) -> Opened | None:
        """What is open of this learner, if anything."""
        opened = self._opened
        return opened if opened is not None and opened.learner == learner else None

    def key_of(self, learner: str) -> bytes:
        """The data key of this learner. Raises Locked where it is not in memory."""
        opened = self.of(learner)
        if opened is None:
            raise Locked
        return opened.key

    def renew(self, learner: str, profile: Profile) -> None:
        """Keep another profile of whoever is open; the password has then done its service."""
        with self._lock:
            if self._opened is not None and self._opened.learner == learner:
                self._opened = replace(self._opened, profile=profile, password=None)

    def owe(self, farewell: Farewell) -> None:
        """Remember to tell the server at the next contact that this token ended."""
        if farewell.profile.token:
            self.farewells += (farewell,)

    def paid(self, farewell: Farewell) -> None:
        """The server knows."""
        self.farewells = tuple(owed for owed in self.farewells if owed is not farewell)
