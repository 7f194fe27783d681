"""The laws of a record that only grows, and the syntax of a fact."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given

from cor_protocol.facts import (
    DELETED,
    Digest,
    Fact,
    FactSet,
    InvalidFact,
    Key,
    Stamp,
    canonical,
    check_fact,
    digest_of,
)
from tests.factories.facts import DEVICE, a_fact, fact_lists, facts


@given(fact_lists)
def test_joining_a_record_with_itself_changes_nothing(some: list[Fact]) -> None:
    record = FactSet.of(some)
    assert record.join(record) == record


@given(fact_lists, fact_lists)
def test_the_order_of_two_records_does_not_matter(some: list[Fact], others: list[Fact]) -> None:
    assert FactSet.of(some).join(FactSet.of(others)) == FactSet.of(others).join(FactSet.of(some))


@given(fact_lists, fact_lists, fact_lists)
def test_the_grouping_of_three_records_does_not_matter(some: list[Fact], others: list[Fact], more: list[Fact]) -> None:
    one, two, three = FactSet.of(some), FactSet.of(others), FactSet.of(more)
    assert one.join(two).join(three) == one.join(two.join(three))


@given(fact_lists, fact_lists)
def test_a_join_holds_every_key_of_both_with_the_smaller_stamp(some: list[Fact], others: list[Fact]) -> None:
    joined = FactSet.of(some).join(FactSet.of(others))
    for fact in (*some, *others):
        assert joined.stamps[fact.key] <= fact.stamp


@given(fact_lists)
def test_a_deleted_record_absorbs_everything(some: list[Fact]) -> None:
    assert FactSet.of(some).join(DELETED) == DELETED.join(FactSet.of(some)) == DELETED


@given(fact_lists)
def test_the_digest_does_not_depend_on_the_order(some: list[Fact]) -> None:
    assert FactSet.of(some).digest == FactSet.of(reversed(some)).digest


@given(fact_lists, facts)
def test_the_digest_is_kept_by_adding_and_taking_out(some: list[Fact], fact: Fact) -> None:
    digest = FactSet.of(some).digest
    assert digest.plus(fact).minus(fact) == digest


@given(fact_lists, fact_lists)
def test_two_records_with_one_digest_are_equal(some: list[Fact], others: list[Fact]) -> None:
    one, two = FactSet.of(some), FactSet.of(others)
    assert (one.digest == two.digest) == (one == two)


def test_the_digest_adds_the_first_half_of_each_hash() -> None:
    fact = a_fact("a-module:one", epoch=2, wall=99)
    assert canonical(fact) == f"activity.finished\na-module:one\n{DEVICE}\n2\n99".encode()
    weight = int.from_bytes(hashlib.sha256(canonical(fact)).digest()[:16], "big")
    assert digest_of([fact, a_fact("other")]) == Digest(1, weight).plus(a_fact("other"))


def test_a_fact_counted_twice_does_not_vanish_from_the_digest() -> None:
    assert digest_of([a_fact(), a_fact()]).total != 0


@given(facts)
def test_every_fact_of_the_syntax_is_valid(fact: Fact) -> None:
    check_fact(fact)


@pytest.mark.parametrize(
    "fact",
    [
        Fact(Key("Activity", "x", DEVICE), Stamp(1, 1)),
        Fact(Key("a", "", DEVICE), Stamp(1, 1)),
        Fact(Key("a", "x" * 65, DEVICE), Stamp(1, 1)),
        Fact(Key("a", "x\ny", DEVICE), Stamp(1, 1)),
        Fact(Key("a", "x", "nobody"), Stamp(1, 1)),
        Fact(Key("a", "x", DEVICE), Stamp(-1, 1)),
        Fact(Key("a", "x", DEVICE), Stamp(1, 2**50)),
        Fact(Key("a", "x", DEVICE), Stamp(True, 1)),
        Fact(Key("a", "x", DEVICE), Stamp(1, 1.5)),  # type: ignore[arg-type]
        Fact(Key(7, "x", DEVICE), Stamp(1, 1)),  # type: ignore[arg-type]
    ],
)
def test_a_fact_that_breaks_the_syntax_is_refused(fact: Fact) -> None:
    with pytest.raises(InvalidFact):
        check_fact(fact)
