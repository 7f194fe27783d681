"""What pages that are one form have in common."""

from __future__ import annotations

from cor_desktop.presenters.forms import FormPresenter
from cor_desktop.ui.form import Form
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Button, Label
from cor_desktop.words import _


class FormPage(Page):
    """A title, a sentence, and one form."""

    def __init__(self, title: str, lead: str, presenter: FormPresenter, send_word: str, waiting: str) -> None:
        super().__init__(title, ems=38)
        self._presenter = presenter
        self.column.add(Label(lead))
        self.form = Form(self, presenter, send_word, waiting, self.submit)
        self.fields, self.send, self.trouble = self.form.fields, self.form.send, self.form.trouble

    def submit(self) -> None:
        """Hand what is typed to the presenter."""

    def add_server(self) -> None:
        """Ask for the server's address; where one is known, say who gets what is typed."""
        if not self._presenter.needs_server:
            self.form.add(Label(_("Server: {server}").format(server=self._presenter.server), "caption"))
        else:
            hint = _("Whoever gave you COR Desktop can tell you. It is asked for once.")
            self.form.add_field("server", Field(_("Server address"), hint))

    def finish(self, *more: Button) -> None:
        """Put the form on the page, with more buttons beside the one that sends it."""
        self.form.finish(*more)
        self.column.add(self.form)
        self.column.stretch()

    def typed(self, name: str) -> str:
        """What stands in a field; nothing where the form has no such field."""
        return self.form.typed(name)

    def focus_first(self) -> None:
        self.form.focus_first()

    def leave(self) -> None:
        """What was typed goes with the page."""
        self.form.clear_fields()
