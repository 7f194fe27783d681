"""One of a list: its label, what may be chosen, and where the list ends, a line for something else."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _, marked

NOTHING = marked("Not said")


class Choice(Column):
    """A labelled list of (value, words). With `other`, its last entry opens a line to type in, of that name."""

    def __init__(
        self, label: str, choices: Iterable[tuple[str, str]], other: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(gap=1, parent=parent)
        name = Label(label, "label")
        self.list = _List()
        name.setBuddy(self.list)
        self.list.setAccessibleName(label)
        self.other = QLineEdit()
        self.other.setAccessibleName(other)
        self.other.setPlaceholderText(other)
        self.other.setMaxLength(120)
        for value, words in (("", _(NOTHING)), *choices):
            self.list.addItem(words, value)
        if other:
            self.list.addItem(_("Other …"), None)
        for part in (name, self.list, self.other):
            self.add(part)
        self.list.currentIndexChanged.connect(lambda _index: self._show_other())
        self.list.activated.connect(lambda _index: self._go_to_other())
        self._show_other()

    def text(self) -> str:
        """The value that is chosen, or what was typed instead; empty where nothing is said."""
        value = self.list.currentData()
        return self.other.text().strip() if value is None else str(value)

    def set_text(self, value: str) -> None:
        """Choose a value; one that is not in the list is typed where that is possible."""
        place = self.list.findData(value)
        self.list.setCurrentIndex(self.list.count() - 1 if place < 0 else place)
        self.other.setText(value if place < 0 else "")

    def _show_other(self) -> None:
        self.other.setVisible(self.list.currentData() is None)

    def _go_to_other(self) -> None:
        if self.list.currentData() is None:
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)


class _List(QComboBox):
    """A list that lets the page scroll: turning the wheel over it must not change what is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
