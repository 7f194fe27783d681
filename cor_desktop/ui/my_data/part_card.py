"""One part of what is held: its name, how it lies on the disk, its sentences, lines and groups."""

from __future__ import annotations

from cor_desktop.presenters.my_data.parts import Part
from cor_desktop.ui.my_data.fold import Fold
from cor_desktop.ui.my_data.ledger import Ledger
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Button, Label


class PartCard(Card):
    """Shows a part; what can be done about it is offered in a row below."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self.add(_head(part))
        for sentence in part.sentences:
            self.add(Label(sentence, "muted"))
        if part.lines:
            self.add(Ledger(part.title, part.lines))
        self.folds = [Fold(group) for group in part.groups]
        for fold in self.folds:
            self.add(fold)

    def offer(self, *buttons: Button) -> None:
        """Add a row of buttons."""
        row = Flow()
        for button in buttons:
            row.add(button)
        self.add(row)


def _head(part: Part) -> Flow:
    head = Flow(gap=3)
    title = Label(part.title, "label")
    title.setWordWrap(False)
    head.add(title)
    if part.tag:
        head.add(Label(part.tag, "tag-good" if part.is_sealed else "tag"))
    return head
