"""Names, and the two things that may stay unsaid: changed where they stand."""

from __future__ import annotations

from cor_desktop.actions.my_account import MyAccount
from cor_desktop.presenters.forms import organization_types
from cor_desktop.presenters.my_account import DetailsPresenter
from cor_desktop.ui.form import Form
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.choice import Choice
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _
from cor_protocol.accounts import ASSOCIATIONS


class Details(Form):
    """Saved in place; other computers hear of it with their next sync."""

    def __init__(self, page: Page, presenter: DetailsPresenter) -> None:
        super().__init__(page, presenter, QuietButton(_("Save"), self._save), _("Saving …"), self._save)
        self._details = presenter
        self.saved = Banner()
        self.organization_type = Choice(_("Kind of organization"), organization_types())
        self.association = Choice(
            _("Professional association"), ((name, name) for name in ASSOCIATIONS), other=_("Name of the association")
        )
        self.add(Label(_("About you"), "heading"))
        self.add_field("first_name", Field(_("First name")))
        self.add_field("last_name", Field(_("Last name")))
        self.add(self.organization_type)
        self.add(self.association)
        self.held += [self.organization_type, self.association]
        self.add(self.saved)
        self.finish()
        page.watch(presenter.account, self._show)
        page.watch(presenter.saved, self._show_saved)

    def _save(self) -> None:
        self._details.save(
            {
                "first_name": self.typed("first_name"),
                "last_name": self.typed("last_name"),
                "organization_type": self.organization_type.text(),
                "association": self.association.text(),
            }
        )

    def _show(self, account: MyAccount | None) -> None:
        if account is None:
            return
        self.fields["first_name"].edit.setText(account.first_name)
        self.fields["last_name"].edit.setText(account.last_name)
        self.organization_type.set_text(account.organization_type)
        self.association.set_text(account.association)

    def _show_saved(self, sentence: str) -> None:
        if sentence:
            self.saved.tell(sentence, "", "note-good")
        else:
            self.saved.hide()
