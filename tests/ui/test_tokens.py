from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from cor_desktop.ui.tokens import COLOURS, Appearance, Colours, Tokens

APPEARANCES: tuple[Appearance, ...] = ("light", "dark", "contrast")
TEXT, CONTROL = 4.5, 3.0


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs_of_text(c: Colours) -> Iterator[tuple[str, str]]:
    """Every text colour with every ground it stands on."""
    yield from itertools.product((c.ink, c.muted, c.accent, c.bad), (c.ground, c.surface, c.sunken))
    yield from itertools.product((c.ink, c.accent), (c.accent_soft,))
    yield from itertools.product((c.ink, c.muted, c.accent), (c.good_soft, c.warm_soft, c.bad_soft))
    yield from ((c.good, c.good_soft), (c.warm, c.warm_soft), (c.bad, c.bad_soft))
    yield from ((c.on_accent, c.accent), (c.on_accent, c.accent_strong), (c.ground, c.ink))


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_all_text_can_be_read(appearance: Appearance) -> None:
    weak = [pair for pair in pairs_of_text(COLOURS[appearance]) if contrast(*pair) < TEXT]
    assert weak == []


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_borders_and_focus_of_controls_can_be_seen(appearance: Appearance) -> None:
    c = COLOURS[appearance]
    pairs = itertools.product((c.edge, c.focus, c.accent), (c.ground, c.surface, c.sunken))
    assert [pair for pair in pairs if contrast(*pair) < CONTROL] == []


def test_text_doubles_and_distances_grow_less() -> None:
    small, large = Tokens(), Tokens(text_size=200)
    assert (small.font("body"), large.font("body")) == (15, 30)
    assert small.space(5) < large.space(5) < 2 * small.space(5)


def test_titles_stay_larger_than_text_at_every_size() -> None:
    for percent in (100, 125, 150, 175, 200):
        now = Tokens(text_size=percent)
        sizes = [now.font(name) for name in ("caption", "body", "lead", "heading", "title", "display")]
        assert sizes == sorted(sizes)


def test_what_follows_the_text_grows_with_it() -> None:
    assert Tokens(text_size=150).size(20) == 30


@pytest.mark.parametrize("appearance", COLOURS)
def test_what_is_filled_is_told_from_what_is_empty(appearance: Appearance) -> None:
    c = COLOURS[appearance]
    assert all(contrast(filled, c.track) >= 3 for filled in (c.accent, c.good))
