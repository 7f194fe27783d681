"""Facts, and the set of them that is a learner's record: pure data with a join and a digest.

A record only grows. Two copies are joined by union; of two stamps under one key the smaller wins; a deleted record
absorbs everything. So sending twice changes nothing, order does not matter, and nothing can conflict (B9).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from cor_protocol.ids import SERVER_DEVICE, WEB_DEVICE, is_random_id

ACTIVITY_OPENED = "activity.opened"
ACTIVITY_FINISHED = "activity.finished"
MODULE_STARTED = "module.started"
MODULE_COMPLETED = "module.completed"
PAGE_OPENED = "page.opened"
POLICY_ACKNOWLEDGED = "policy.acknowledged"
CORRECTION = "correction"

MAX_FACTS_PER_LEARNER = 20_000
MAX_EPOCH = 2**31 - 1
MAX_WALL = 2**40
"""About the year 36,800: a clock may be wrong, but a number must fit every database."""

_WORD = re.compile(r"[a-z0-9._:-]{1,64}")
_MODULUS = 2**128


class InvalidFact(ValueError):
    """A fact breaks the syntax both sides agreed on. What is merely odd is valid, and kept."""


class Key(NamedTuple):
    """What a fact is about: its kind, the item, and the device it happened on."""

    kind: str
    item: str
    device: str


class Stamp(NamedTuple):
    """When, as the device saw it: the run of its clock, and raw UTC seconds. Compared in this order."""

    epoch: int
    wall: int


class Fact(NamedTuple):
    """One thing that happened. Unknown kinds are kept, relayed and hashed like the known ones."""

    key: Key
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Digest:
    """A hash of a set of facts: how many, and the sum of their hashes modulo 2**128.

    Addition, never XOR: under XOR a fact counted twice would vanish.
    """

    count: int = 0
    total: int = 0

    def plus(self, fact: Fact) -> Digest:
        """The digest of the set with `fact` added."""
        return Digest(self.count + 1, (self.total + _weight(fact)) % _MODULUS)

    def minus(self, fact: Fact) -> Digest:
        """The digest of the set with `fact` taken out."""
        return Digest(self.count - 1, (self.total - _weight(fact)) % _MODULUS)


def digest_of(facts: Iterable[Fact]) -> Digest:
    """Digest any number of facts with distinct keys."""
    count = total = 0
    for fact in facts:
        count += 1
        total += _weight(fact)
    return Digest(count, total % _MODULUS)


def canonical(fact: Fact) -> bytes:
    """The bytes that are hashed: the five parts, each on a line (no part can hold a line break)."""
    (kind, item, device), (epoch, wall) = fact
    return f"{kind}\n{item}\n{device}\n{epoch}\n{wall}".encode("ascii")


def check_fact(fact: Fact) -> None:
    """Raise InvalidFact unless the fact keeps to the syntax."""
    (kind, item, device), (epoch, wall) = fact
    for name, word in (("kind", kind), ("item", item)):
        if not _is_word(word):
            raise InvalidFact(f"{name} {word!r:.80} is not 1 to 64 of a-z 0-9 . _ : -")
    if not _is_device(device):
        raise InvalidFact(f"device {device!r:.80} is not a device id")
    _check_number("epoch", epoch, 0, MAX_EPOCH)
    _check_number("wall", wall, -MAX_WALL, MAX_WALL)


@dataclass(frozen=True, slots=True)
class FactSet:
    """A learner's record as a value. `deleted` is the top element: it holds nothing and absorbs every join."""

    stamps: Mapping[Key, Stamp] = field(default_factory=lambda: MappingProxyType({}))
    deleted: bool = False

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> FactSet:
        """Join facts one by one; of two under one key the smaller stamp stays."""
        stamps: dict[Key, Stamp] = {}
        for key, stamp in facts:
            stamps[key] = min(stamp, stamps.get(key, stamp))
        return cls(MappingProxyType(stamps))

    @property
    def digest(self) -> Digest:
        """The digest of what the set holds."""
        return digest_of(self)

    def join(self, other: FactSet) -> FactSet:
        """The least record that holds both: idempotent, commutative, associative."""
        if self.deleted or other.deleted:
            return DELETED
        return FactSet.of([*self, *other])

    def __iter__(self) -> Iterator[Fact]:
        return (Fact(key, stamp) for key, stamp in self.stamps.items())

    def __len__(self) -> int:
        return len(self.stamps)

    def __contains__(self, fact: object) -> bool:
        return isinstance(fact, Fact) and self.stamps.get(fact.key) == fact.stamp

    def __le__(self, other: FactSet) -> bool:
        return self.join(other) == other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FactSet):
            return NotImplemented
        return self.deleted == other.deleted and dict(self.stamps) == dict(other.stamps)

    def __hash__(self) -> int:
        return hash((self.deleted, frozenset(self.stamps.items())))


DELETED = FactSet(deleted=True)


def _weight(fact: Fact) -> int:
    return int.from_bytes(hashlib.sha256(canonical(fact)).digest()[:16], "big")


def _is_word(value: object) -> bool:
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def _is_device(value: object) -> bool:
    return isinstance(value, str) and (value in (SERVER_DEVICE, WEB_DEVICE) or is_random_id(value))


def _check_number(name: str, value: object, low: int, high: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise InvalidFact(f"{name} {value!r:.40} is not a whole number from {low} to {high}")
