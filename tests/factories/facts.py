"""Facts for tests, single ones and Hypothesis strategies of them."""

from __future__ import annotations

from hypothesis import strategies as st

from cor_protocol.facts import ACTIVITY_FINISHED, Fact, Key, Stamp
from cor_protocol.wire import SentFact

DEVICE = "a" * 26
OTHER_DEVICE = "b" * 26
LEARNER = "l" * 26
OTHER_LEARNER = "m" * 26


def a_fact(
    item: str = "a-module:one", *, kind: str = ACTIVITY_FINISHED, device: str = DEVICE, epoch: int = 1, wall: int = 1
) -> Fact:
    """One fact."""
    return Fact(Key(kind, item, device), Stamp(epoch, wall))


def sent(fact: Fact, origin: str = LEARNER) -> SentFact:
    """A fact as messages and stores carry it."""
    return SentFact(fact, origin)


# Few keys and stamps, so that facts meet; unknown kinds among them.
facts = st.builds(
    a_fact,
    st.sampled_from(["a-module:one", "a-module:two", "b-module:1"]),
    kind=st.sampled_from([ACTIVITY_FINISHED, "module.started", "from.the.future"]),
    device=st.sampled_from([DEVICE, OTHER_DEVICE, "server"]),
    epoch=st.integers(0, 3),
    wall=st.integers(-2, 5),
)
fact_lists = st.lists(facts, max_size=12)
