"""The design in numbers: colours, type sizes and distances. Everything drawn takes its values from here.

Text reaches 7 to 1 on every ground (WCAG 2.2 AAA), borders of controls and the ring of the focus 3 to 1 (AA).
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
    track: str  # what a bar or ring fills
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
    muted="#524b43",
    line="#e4dacc",
    track="#e4dacc",
    edge="#8b8074",
    accent="#115650",
    accent_strong="#0a3d39",
    on_accent="#ffffff",
    accent_soft="#dcefeb",
    focus="#b0481e",
    good="#22572e",
    good_soft="#e3f1e3",
    warm="#6e4208",
    warm_soft="#fbeed6",
    bad="#8c2921",
    bad_soft="#fbe6e2",
    joy=("#115650", "#d98324", "#b0481e", "#7a9e7e", "#5b7db1"),
)

DARK = Colours(
    ground="#1b1816",
    surface="#262220",
    sunken="#211d1b",
    ink="#f4eee7",
    muted="#cbc2b8",
    line="#3d3632",
    track="#3d3632",
    edge="#8f847a",
    accent="#86d1c6",
    accent_strong="#a6e4da",
    on_accent="#0c2926",
    accent_soft="#1d3936",
    focus="#f3a878",
    good="#92d3a0",
    good_soft="#20352a",
    warm="#eec27e",
    warm_soft="#3a2d1b",
    bad="#f6b3ab",
    bad_soft="#41241f",
    joy=("#86d1c6", "#eec27e", "#f3a878", "#92d3a0", "#93b3e3"),
)

CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    sunken="#000000",
    ink="#ffffff",
    muted="#ffffff",
    line="#767676",
    track="#595959",
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

    @property
    def picture_light(self) -> float:
        """How much of a picture's light is let through, of 1: drawn for paper, they glare beside dark."""
        return 0.88 if self.appearance == "dark" else 1.0

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
