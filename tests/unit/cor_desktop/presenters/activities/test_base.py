from __future__ import annotations

import pytest

from cor_desktop.presenters.activities.base import still_open
from cor_desktop.words import ngettext


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "One page is still open."), (2, "Two pages are still open."), (12, "12 pages are still open.")],
)
def test_open_things_are_counted_in_words(count: int, said: str) -> None:
    sentence = ngettext("{number} page is still open.", "{number} pages are still open.", count)
    assert still_open(sentence, count) == said
