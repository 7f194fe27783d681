"""The running parts of an activity: text, pictures, and the boxes "How sure are we?" and "Try tomorrow"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from cor_desktop.presenters.sheets import how_sure
from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.figure import FigureWidget
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _, marked
from cor_protocol.module import Block, EvidenceBox, Figure, Prose, Sureness, TryTomorrow

_SURENESS: dict[Sureness, tuple[str, str]] = {
    "strong": (marked("How sure are we?   ●●●  Strong"), "note-good"),
    "promising": (marked("How sure are we?   ●●○  Promising"), "note"),
    "idea": (marked("How sure are we?   ●○○  An idea"), "note"),
}


def block_widgets(
    blocks: Iterable[Block], references: References, picture: Callable[[str], bytes]
) -> Iterable[QWidget]:
    """Make the widget of each block. `picture` gives a picture's bytes by its name, or none where there is none."""
    for block in blocks:
        match block:
            case Prose(html):
                yield CitedProse(references, html)
            case Figure(src, alt, caption):
                yield FigureWidget(src, picture(src), alt, caption)
            case EvidenceBox(sureness, html):
                heading, tone = _SURENESS[sureness]
                box = _Box(_(heading), tone, CitedProse(references, html, size="body"))
                box.heading.setAccessibleName(how_sure(sureness))
                yield box
            case TryTomorrow(html):
                yield _Box(_("Try tomorrow"), "note-warm", CitedProse(references, html, size="body"))


class _Box(Column):
    """A text that stands aside, under a small heading."""

    def __init__(self, heading: str, tone: str, text: CitedProse) -> None:
        super().__init__(gap=2, margin=4, role=tone)
        self.heading = Label(heading, "label")
        self.add(self.heading)
        self.add(text)
