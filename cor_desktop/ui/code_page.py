"""The page that waits for a code."""

from __future__ import annotations

from cor_desktop.presenters.code import CodePresenter
from cor_desktop.ui.mailed_code_page import MailedCodePage
from cor_desktop.ui.widgets.text import QuietButton
from cor_desktop.words import _


class CodePage(MailedCodePage):
    """One field for the code, and the way back to the address."""

    def __init__(self, presenter: CodePresenter) -> None:
        words = presenter.words
        super().__init__(words.title, words.lead, presenter, _("Go on"), words.hint)
        self._form = presenter
        self.back = QuietButton(_("Change the address") if presenter.by_mail else _("Back"), presenter.change_address)
        self.finish_code(self.back)

    def submit(self) -> None:
        self._form.submit(self.typed("code"))
