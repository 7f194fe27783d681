"""The privacy policy where an account is made: read in place, then acknowledged."""

from __future__ import annotations

from collections.abc import Callable

from cor_desktop.errors import Trouble
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Panel
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.reading import Reading
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.tick import Tick
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _


class PolicyPanel(Panel):
    """Shows which version it is; its text opens below. `fetch` is called where it is not here yet."""

    def __init__(self, fetch: Callable[[], None]) -> None:
        super().__init__(gap=3)
        self._fetch = fetch
        self._wanted = False
        self.words = Label(_("Before you begin: what is kept about you, why, and for how long."))
        self.read = QuietButton(_("Read the privacy policy"), self._open)
        self.waiting = Waiting(_("Fetching it …"))
        self.text = Reading(_("Privacy policy"))
        self.trouble = Banner()
        self.acknowledged = Tick(_("I have read the privacy policy"))
        self.error = Label("", "bad")
        row = Flow()
        row.add(self.read)
        row.add(self.waiting)
        for part in (
            Label(_("Privacy"), "label"),
            self.words,
            row,
            self.text,
            self.trouble,
            self.acknowledged,
            self.error,
        ):
            self.add(part)
        self.text.hide()
        self.error.hide()
        self.acknowledged.toggled.connect(lambda _ticked: self.set_error(""))

    def show_policy(self, words: str, text: str) -> None:
        """The text is here; it is opened if somebody waits for it."""
        if not text:
            return
        self.words.setText(words)
        self.text.set_markdown(text)
        if self._wanted:
            self._show_text(True)

    def show_reading(self, reading: bool) -> None:
        """Show that the text is on its way."""
        self.waiting.set_busy(reading and self._wanted)
        self.read.setEnabled(not (reading and self._wanted))

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Say why the text cannot be had, once somebody asked for it."""
        self.trouble.show_trouble(trouble if self._wanted else None)

    def set_error(self, sentence: str) -> None:
        """Say that the tick is missing, or with an empty sentence that nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.acknowledged.setAccessibleDescription(sentence)
        if sentence:
            announce(self.acknowledged, sentence)

    def _open(self) -> None:
        self._wanted = True
        if self.text.toPlainText():
            self._show_text(self.text.isHidden())
        else:
            self._fetch()

    def _show_text(self, shown: bool) -> None:
        self.text.setVisible(shown)
        self.read.setText(_("Close the privacy policy") if shown else _("Read the privacy policy"))
        if shown:
            self.text.begin_reading()
