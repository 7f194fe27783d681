"""How a date is known, in words, and as it is kept."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from sync_server.progress import provenance
from sync_server.progress.resolver import Resolved, Rule, by_staff

DAY = 86_400
MAY_3 = 1_746_230_400
RANKED = Resolved(MAY_3 - 2 * DAY, MAY_3, MAY_3 + 6 * DAY, Rule.RANK)
CHECKED = Resolved(MAY_3 - 60, MAY_3, MAY_3 + 60, Rule.OWN, MAY_3 + DAY)


@pytest.mark.parametrize(
    ("resolved", "words"),
    [
        (CHECKED, "by the computer's clock, checked on 4 May 2025"),
        (CHECKED._replace(rule=Rule.LINE), "by the computer's clock, checked on 4 May 2025"),
        (CHECKED._replace(rule=Rule.LINE, checked=None), "by the computer's clock, checked by a sync file"),
        (CHECKED._replace(rule=Rule.WALL, checked=None), "by the computer's clock, which was not checked"),
        (RANKED, "between 1 May 2025 and 9 May 2025: the computer's clock was wrong"),
        (by_staff(MAY_3, MAY_3 + DAY), "corrected by staff on 4 May 2025"),
        (RANKED._replace(floor=MAY_3, top=MAY_3 + 9), "the computer's clock was wrong; by the order of what it sent"),
    ],
)
def test_how_a_date_is_known_is_said_in_words(resolved: Resolved, words: str) -> None:
    with override("en"):
        assert provenance.in_words(resolved) == words


@pytest.mark.parametrize("resolved", [CHECKED, RANKED, None])
def test_what_is_kept_with_a_date_is_read_again(resolved: Resolved | None) -> None:
    assert provenance.read(provenance.kept(resolved)) == resolved
