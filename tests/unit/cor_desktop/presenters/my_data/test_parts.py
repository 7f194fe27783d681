from __future__ import annotations

from cor_desktop.presenters.my_data.parts import READABLE, SEALED, Group, Part, items


def test_a_group_says_how_much_is_in_it() -> None:
    assert Group("A module", 1, tuple).words == "A module · 1 item"
    assert items(2) == "2 items"


def test_only_what_is_sealed_has_the_good_tag() -> None:
    assert Part("", (), tag=SEALED).is_sealed and not Part("", (), tag=READABLE).is_sealed
