"""What pages with a form for the server have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt

from cor_desktop.errors import Trouble
from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, PrimaryButton, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting


class FormPage(Page):
    """A card with fields, one button that sends them, and a way back. `fields` by the names the presenter uses."""

    def __init__(self, title: str, lead: str, presenter: FormPresenter, send_word: str, waiting: str) -> None:
        super().__init__(title, ems=38)
        self._presenter = presenter
        self.fields: dict[str, Field] = {}
        self.column.add(Label(lead))
        self.trouble = Banner()
        self.card = Card()
        self.send = PrimaryButton(send_word, self.submit)
        self.buttons = Flow()
        self.buttons.add(self.send)
        self._waiting = Waiting(waiting)

    def submit(self) -> None:
        """Hand what is typed to the presenter."""

    def add_field(self, name: str, field: Field) -> None:
        """Put a field below the last one; Return in it sends the form."""
        self.fields[name] = field
        field.edit.returnPressed.connect(self.submit)
        self.card.add(field)

    def finish(self, back: Callable[[], None], *more: QuietButton) -> None:
        """Put what comes below the fields, and begin to listen."""
        if self._presenter.needs_server:
            hint = "Whoever gave you COR Desktop can tell you. It is asked for once."
            self.add_field("server", Field("Server address", hint))
        for button in (*more, QuietButton("Back", back)):
            self.buttons.add(button)
        self.buttons.add(self._waiting)
        self.card.add(self.trouble)
        self.card.add(self.buttons)
        self.column.add(self.card)
        self.column.stretch()
        self.watch(self._presenter.faults, self._show_faults)
        self.watch(self._presenter.busy, self._show_busy)
        self.watch(self._presenter.trouble, self._show_trouble)

    def typed(self, name: str) -> str:
        """What stands in a field; nothing where the form has no such field."""
        return self.fields[name].text() if name in self.fields else ""

    def focus_first(self) -> None:
        next(iter(self.fields.values())).edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """What was typed goes with the page."""
        for field in self.fields.values():
            field.edit.clear()

    def _show_faults(self, faults: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_error(faults.get(name, ""))
        faulty = [field for name, field in self.fields.items() if name in faults]
        if faulty:
            faulty[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_busy(self, busy: bool) -> None:
        self._waiting.set_busy(busy)
        self.send.setEnabled(not busy)
        for field in self.fields.values():
            field.setEnabled(not busy)

    def _show_trouble(self, trouble: Trouble | None) -> None:
        self.trouble.show_trouble(trouble)
        if trouble:
            self.reveal(self.trouble)
