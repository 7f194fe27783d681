"""Joining what a client sent into what is stored: pure decisions, no database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cor_protocol.facts import Digest, Key
from cor_protocol.wire import SentFact

FactsByKey = dict[Key, SentFact]


class Merge(NamedTuple):
    """What a join comes to: facts to write, the digest afterwards, and facts the client has with too large a stamp."""

    accepted: list[SentFact]
    digest: Digest
    outdone: list[SentFact]


def by_key(facts: Iterable[SentFact]) -> FactsByKey:
    """Facts by key; of two under one key the smaller stamp stays."""
    smallest: FactsByKey = {}
    for sent in facts:
        known = smallest.get(sent.fact.key)
        if known is None or sent.fact.stamp < known.fact.stamp:
            smallest[sent.fact.key] = sent
    return smallest


def join(stored: FactsByKey, received: FactsByKey, digest: Digest) -> Merge:
    """Join what came in with what is stored under the same keys; `digest` is that of the whole record."""
    accepted: list[SentFact] = []
    outdone: list[SentFact] = []
    for key, sent in received.items():
        known = stored.get(key)
        if known is None:
            accepted.append(sent)
            digest = digest.plus(sent.fact)
        elif sent.fact.stamp < known.fact.stamp:
            accepted.append(sent)
            digest = digest.minus(known.fact).plus(sent.fact)
        elif known.fact.stamp < sent.fact.stamp:
            outdone.append(known)
    return Merge(accepted, digest, outdone)


def news(candidates: Iterable[SentFact], received: FactsByKey) -> list[SentFact]:
    """Those of the stored facts that the client does not have as they are."""
    return [
        sent for sent in candidates if (has := received.get(sent.fact.key)) is None or sent.fact.stamp < has.fact.stamp
    ]
