from __future__ import annotations

from cor_desktop.ui.house import House
from cor_desktop.ui.surroundings import Surroundings


def test_a_house_has_what_pages_are_built_with(house: House) -> None:
    assert [name for name in (*Surroundings.__annotations__, "go") if not hasattr(house, name)] == []
