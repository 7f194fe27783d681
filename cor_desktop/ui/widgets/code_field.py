"""The field for a code from a mail or an app: large letters, and whatever is pasted around them does not matter."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cor_desktop.ui.widgets.field import Field

_LONGEST = 40
"""Room for dashes and spaces that are pasted along; only letters and digits count."""


class CodeField(Field):
    """A Field whose text is the code alone: capitals and digits, without dashes and spaces."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, hint)
        self.edit.setProperty("large", True)
        self.edit.setMaxLength(_LONGEST)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhUppercaseOnly
            | Qt.InputMethodHint.ImhSensitiveData
        )

    def text(self) -> str:
        """The code that is typed or pasted."""
        return "".join(letter for letter in self.edit.text() if letter.isalnum()).upper()
