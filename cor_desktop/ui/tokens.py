"""The design in numbers: colours, type sizes and distances. Everything drawn takes its values from here.

Text colours reach 4.5 to 1 on every surface they stand on, borders of controls 3 to 1 (WCAG 2.2 AA).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Appearance = Literal["light", "dark", "contrast"]

Type = Literal["caption", "body", "lead", "heading", "title", "display"]


class Colours(NamedTuple):
    """One colour for each purpose, as `#rrggbb`."""

    ground: str  # the window
    surface: str  # cards and fields
    sunken: str  # panels inside cards, the rail
    ink: str
    muted: str  # less important text
    line: str  # quiet borders
    edge: str  # borders of controls
    accent: str  # what can be done
    accent_strong: str  # the same, pressed or under the pointer
    on_accent: str
    accent_soft: str  # chosen, current
    focus: str
    good: str
    good_soft: str
    warm: str  # attention without alarm
    warm_soft: str
    bad: str
    bad_soft: str
    joy: tuple[str, ...]  # celebration and covers


LIGHT = Colours(
    ground="#faf7f2",
    surface="#ffffff",
    sunken="#f3ece2",
    ink="#2a2521",
    muted="#635a51",
    line="#e4dacc",
    edge="#8b8074",
    accent="#14665f",
    accent_strong="#0d4d48",
    on_accent="#ffffff",
    accent_soft="#dcefeb",
    focus="#b0481e",
    good="#2a6a38",
    good_soft="#e3f1e3",
    warm="#85500a",
    warm_soft="#fbeed6",
    bad="#a12f26",
    bad_soft="#fbe6e2",
    joy=("#14665f", "#d98324", "#b0481e", "#7a9e7e", "#5b7db1"),
)

DARK = Colours(
    ground="#1b1816",
    surface="#262220",
    sunken="#211d1b",
    ink="#f4eee7",
    muted="#c2b7ab",
    line="#3d3632",
    edge="#8f847a",
    accent="#74cabd",
    accent_strong="#9adfd4",
    on_accent="#0c2926",
    accent_soft="#1d3936",
    focus="#f3a878",
    good="#92d3a0",
    good_soft="#20352a",
    warm="#eec27e",
    warm_soft="#3a2d1b",
    bad="#f5a89f",
    bad_soft="#41241f",
    joy=("#74cabd", "#eec27e", "#f3a878", "#92d3a0", "#93b3e3"),
)

CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    sunken="#000000",
    ink="#ffffff",
    muted="#ffffff",
    line="#ffffff",
    edge="#ffffff",
    accent="#ffe45c",
    accent_strong="#fff3a6",
    on_accent="#000000",
    accent_soft="#333000",
    focus="#5ce1ff",
    good="#8dff9d",
    good_soft="#000000",
    warm="#ffe45c",
    warm_soft="#000000",
    bad="#ffb3aa",
    bad_soft="#000000",
    joy=("#ffe45c", "#5ce1ff", "#8dff9d", "#ffffff", "#ffb3aa"),
)

COLOURS: dict[Appearance, Colours] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_TYPE: dict[Type, int] = {"caption": 13, "body": 15, "lead": 17, "heading": 19, "title": 27, "display": 36}
"""Type sizes in logical pixels at 100 %."""

_SPACE = (0, 4, 8, 12, 16, 24, 32, 48)
"""Distances in logical pixels at 100 %, from touching to a new chapter."""

_LARGE = ("title", "display")


class Tokens(NamedTuple):
    """The design as it stands now: `appearance`, `text_size` in percent and whether things may move."""

    appearance: Appearance = "light"
    text_size: int = 100
    still: bool = False

    @property
    def colours(self) -> Colours:
        """The colours of this appearance."""
        return COLOURS[self.appearance]

    def font(self, name: Type) -> int:
        """A type size in logical pixels. Titles grow half as much as text: they are large already."""
        growth = (self.text_size - 100) / 100
        return round(_TYPE[name] * (1 + growth * (0.5 if name in _LARGE else 1)))

    def space(self, step: int) -> int:
        """The distance of step 0 to 7 in logical pixels. It grows a third as much as text: the screen does not grow."""
        return round(_SPACE[step] * (1 + (self.text_size - 100) / 300))

    def size(self, pixels: int) -> int:
        """A measure that must follow the text, such as an icon beside it, given at 100 %, in logical pixels."""
        return round(pixels * self.text_size / 100)
