"""The line at the bottom: where the learner's work stands. Pressing it opens the page behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cor_desktop.ui.widgets.box import Row
from cor_desktop.words import _


class Foot(Row):
    """One sentence, always there, always in the same place."""

    def __init__(self, pressed: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(gap=2, margin=1, role="foot", parent=parent)
        self.line = QPushButton()
        self.line.setProperty("role", "link")
        self.line.setToolTip(_("How your work is saved and sent (Ctrl+6)"))
        self.line.setAccessibleName(_("Sync"))
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line.clicked.connect(lambda _checked: pressed())
        self.add(self.line, 1)

    def tell(self, sentence: str) -> None:
        """Show another sentence."""
        self.line.setText(sentence.replace("&", "&&"))
        self.line.setAccessibleName(_("Sync: {sentence}").format(sentence=sentence))
