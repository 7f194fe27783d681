"""The field for a new password: how good it is while it is typed, and a passphrase for whoever wants one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from cor_desktop.presenters.passphrase import new_passphrase
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Row
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.strength import StrengthBars
from cor_desktop.ui.widgets.text import Label, LinkButton
from cor_desktop.words import _, marked
from cor_protocol.passwords import SHORTEST, strength

_PAUSE = 250
"""Milliseconds without a key until the guide looks: it must not stand in the way of typing."""

_HINT = marked("At least {shortest} characters. Four or five unrelated words make a good one.")


class NewPassword(Field):
    """A secret Field with a guide. `names` gives what must not be in it, as it stands at that moment."""

    def __init__(self, label: str, names: Callable[[], tuple[str, ...]], hint: str = "") -> None:
        super().__init__(label, hint or _(_HINT).format(shortest=SHORTEST), secret=True)
        self._names = names
        self._bars, self._word, self._advice = StrengthBars(), Label("", "caption"), Label("", "caption")
        self.guide = Row(gap=2)
        self.guide.add(self._bars)
        self.guide.add(self._word, 1)
        self.suggest = LinkButton(_("Suggest a passphrase"), self._suggest)
        row = Flow()
        row.add(self.suggest)
        for part in (self.guide, self._advice, row):
            self.add(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._look)
        self.edit.textChanged.connect(lambda _text: self._timer.start())
        self._look()

    @property
    def words(self) -> str:
        """What the guide says now."""
        return f"{self._word.text()} {self._advice.text()}".strip()

    def _look(self) -> None:
        password = self.edit.text()
        self.guide.setVisible(bool(password))
        found = strength(password, self._names(), say=_)
        self._bars.set_score(found.score)
        self._word.setText(_("Strength: {word}").format(word=_(found.word)) if password else "")
        self._advice.setText(" ".join(found.suggestions) if password else "")
        self._advice.setVisible(bool(password and found.suggestions))
        if password and self.edit.hasFocus():
            announce(self.edit, self.words)

    def _suggest(self) -> None:
        self.show_text.setChecked(True)
        self.edit.setText(new_passphrase())
        self.set_error("")
        self.edit.setFocus()
        announce(self.edit, _("Five words are typed for you and shown. Write them down where only you find them."))
