"""One thing to type: its label, a hint, and beside it what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from cor_desktop.ui import theme
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label
from cor_desktop.ui.widgets.tick import Tick
from cor_desktop.words import _


class Field(Column):
    """A labelled line. A `secret` one hides what is typed unless a box below it is ticked."""

    def __init__(self, label: str, hint: str = "", secret: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(gap=1, parent=parent)
        self._hint, self._secret = hint, secret
        self.edit = QLineEdit()
        self._name = Label(label, "label")
        self._name.setBuddy(self.edit)
        self._below = Label(hint, "caption")
        for part in (self._name, self.edit, self._below):
            self.add(part)
        self._below.setVisible(bool(hint))  # only now: a widget without a parent would open as a window
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self.edit.textEdited.connect(lambda _text: self.set_error(""))
        if secret:
            self._hide_text(label)

    def text(self) -> str:
        """What is typed, without spaces at its ends; a secret as it stands."""
        return self.edit.text() if self._secret else self.edit.text().strip()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong, or with an empty sentence that nothing is."""
        theme.role(self._below, "bad" if sentence else "caption")
        theme.role(self.edit, "faulty" if sentence else "")
        self._below.setText(sentence or self._hint)
        self._below.setVisible(bool(sentence or self._hint))
        self.edit.setAccessibleDescription(sentence or self._hint)
        if sentence:
            announce(self.edit, sentence)

    @property
    def error(self) -> str:
        """The sentence that says what is wrong, or an empty one."""
        return self._below.text() if self.edit.property("role") == "faulty" else ""

    def _hide_text(self, label: str) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_text = Tick(_("Show password"))
        self.show_text.setAccessibleName(f"{self.show_text.text()}: {label}")
        self.show_text.toggled.connect(self._set_shown)
        self.add(self.show_text)

    def _set_shown(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
