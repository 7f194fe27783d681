"""What the way to the server needs to know of this computer, handed in by whoever builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from cor_desktop import RELEASED
from cor_desktop.clock import Clock, SystemClock


@dataclass(frozen=True, slots=True)
class ProxyLogin:
    """Name and password for one proxy (its address). They are shown to no other."""

    proxy: str
    name: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Network:
    """Asked anew at each call, so that a setting counts at once.

    `proxy` is the one that Settings name (empty: what the computer says), `authority` the path of a certificate file to
    trust besides. `keys` are the server's raw public keys, where it has been met; `floor` is a moment in UTC seconds
    that true time has passed.
    """

    proxy: Callable[[], str] = lambda: ""
    login: Callable[[], ProxyLogin | None] = lambda: None
    authority: Callable[[], str] = lambda: ""
    keys: Callable[[], tuple[bytes, ...]] = lambda: ()
    clock: Clock = field(default_factory=SystemClock)
    floor: Callable[[], int] = lambda: RELEASED


class Step(NamedTuple):
    """One thing that was tried: whether it went well, what came of it, and whether a proxy asks for a password."""

    good: bool
    sentence: str
    asks: bool = False
