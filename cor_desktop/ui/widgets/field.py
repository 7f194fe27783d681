"""One thing to type: its label, a hint, and beside it what is wrong with it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from cor_desktop.ui import icons, theme
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label


class Field(Column):
    """A labelled line. A `secret` one hides what is typed and has an eye to show it."""

    def __init__(self, label: str, hint: str = "", secret: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(gap=1, parent=parent)
        self._hint = hint
        self.edit = QLineEdit()
        self._name = Label(label, "label")
        self._name.setBuddy(self.edit)
        self._below = Label(hint, "caption")
        self._below.setVisible(bool(hint))
        for part in (self._name, self.edit, self._below):
            self.add(part)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self.edit.textEdited.connect(lambda _text: self.set_error(""))
        if secret:
            self._hide_text()

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

    @property
    def _secret(self) -> bool:
        return hasattr(self, "_eye")

    def _hide_text(self) -> None:
        self._eye = QAction(self)
        self.edit.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._eye.triggered.connect(lambda *_: self._set_shown(self.edit.echoMode() == QLineEdit.EchoMode.Password))
        self._set_shown(False)

    def _set_shown(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icons.icon("hide" if shown else "show", theme.tokens().colours.muted))
        self._eye.setText("Hide password" if shown else "Show password")
        self._eye.setToolTip(self._eye.text())
