"""What both pages that take a code from a mail have in common: the field for it, and the button for another."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cor_desktop.presenters.countdown import seconds
from cor_desktop.presenters.mailed_code import MailedCodePresenter
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.seconds import tick_every_second
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.code_field import CodeField
from cor_desktop.ui.widgets.text import Button, QuietButton
from cor_desktop.words import _


class MailedCodePage(FormPage):
    """A form that begins with the code. Put more fields in, then `finish_code`."""

    def __init__(self, title: str, lead: str, presenter: MailedCodePresenter, send_word: str, hint: str) -> None:
        super().__init__(title, lead, presenter, send_word, _("Asking the server …"))
        self._mailed = presenter
        self.notice = Banner()
        self.column.add(self.notice)
        self.form.add_field("code", CodeField(_("Code"), hint))
        self.again = QuietButton(_("Send a new code"), presenter.resend)

    def finish_code(self, *more: Button) -> None:
        """Put the form on the page, with the button for another code and more."""
        self.finish(self.again, *more)
        self.again.setVisible(self._mailed.by_mail)
        if self._mailed.mail_is_slow:
            self.notice.tell(
                _("Mail is slow just now."), _("The code may take some minutes. Nothing is lost meanwhile.")
            )
        tick_every_second(self._mailed.again, self)
        self.watch(self._mailed.again.left, self._show_again)
        self.watch(self._mailed.sent, self._show_sent)

    def _show_again(self, left: int) -> None:
        self.again.setText(_("Send a new code ({time})").format(time=seconds(left)) if left else _("Send a new code"))
        self.again.setEnabled(not left)

    def _show_sent(self, sent: str) -> None:
        if sent:
            self.fields["code"].edit.clear()
            self.fields["code"].edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.notice.tell(sent, "", "note-good")
