"""A form for the server, as a card: fields, one button that sends them, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cor_desktop.errors import Trouble
from cor_desktop.presenters.countdown import seconds
from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.ui.seconds import tick_every_second
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Button, Label, PrimaryButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _


class Form(Card):
    """Stands on `page`. `fields` by the names the presenter uses; `held` is what else waits while the server is asked.

    Put fields in, then `finish`.
    """

    def __init__(
        self, page: Page, presenter: FormPresenter, send: Button | str, waiting: str, submit: Callable[[], None]
    ) -> None:
        super().__init__()
        self._page, self._presenter, self._submit = page, presenter, submit
        self.fields: dict[str, Field] = {}
        self.held: list[QWidget] = []
        self._asked_from: QWidget | None = None
        self.trouble = Banner()
        self.send = PrimaryButton(send, submit) if isinstance(send, str) else send
        self.buttons = Flow()
        self._wait = Label("", "caption")
        self._wait.setWordWrap(False)
        self._wait.hide()
        self._waiting = Waiting(waiting)

    def add_field(self, name: str, field: Field) -> None:
        """Put a field below the last part; Return in it sends the form."""
        self.fields[name] = field
        self.held.append(field)
        field.edit.returnPressed.connect(self._submit)
        self.add(field)

    def finish(self, *more: Button) -> None:
        """Put what comes below the fields, and begin to listen."""
        for part in (self.send, *more, self._wait, self._waiting):
            self.buttons.add(part)
        self.add(self.trouble)
        self.add(self.buttons)
        tick_every_second(self._presenter.wait, self._page)
        self._page.watch(self._presenter.faults, self.show_faults)
        self._page.watch(self._presenter.busy, lambda _busy: self._show_busy())
        self._page.watch(self._presenter.wait.left, self._show_wait)
        self._page.watch(self._presenter.trouble, self._show_trouble)

    def typed(self, name: str) -> str:
        """What stands in a field; nothing where the form has no such field."""
        return self.fields[name].text() if name in self.fields else ""

    def focus_first(self) -> None:
        """Go to the first field that is still empty."""
        empty = (field.edit for field in self.fields.values() if not field.edit.text() and not field.isHidden())
        next(empty, self.send).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_fields(self) -> None:
        """Let go of what was typed."""
        for field in self.fields.values():
            field.edit.clear()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it."""
        for name, field in self.fields.items():
            field.set_error(faults.get(name, ""))
        faulty = [field for name, field in self.fields.items() if name in faults]
        if faulty:
            faulty[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_busy(self) -> None:
        busy = self._presenter.busy.value
        if busy:
            self._asked_from = self._page.focusWidget()
        self._waiting.set_busy(busy)
        self.send.setEnabled(not busy and not self._presenter.wait.left.value)
        for part in self.held:
            part.setEnabled(not busy)
        if not busy:
            self._give_focus_back()

    def _give_focus_back(self) -> None:
        """What waits loses the focus to whatever follows, often the way back: whoever types goes on where they were."""
        asked_from, self._asked_from = self._asked_from, None
        if asked_from is not None and asked_from.isEnabled() and asked_from.isVisible():
            asked_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_wait(self, left: int) -> None:
        begins = bool(left) and self._wait.isHidden()
        self._wait.setText(_("Please wait {time} before the next try.").format(time=seconds(left)))
        self._wait.setVisible(bool(left))
        self._show_busy()
        if begins:
            announce(self._wait, self._wait.text())

    def _show_trouble(self, trouble: Trouble | None) -> None:
        self.trouble.show_trouble(trouble)
        if trouble:
            self._page.reveal(self.trouble)
