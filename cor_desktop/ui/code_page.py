"""The page that waits for a code."""

from __future__ import annotations

from cor_desktop.presenters.code import CodePresenter
from cor_desktop.presenters.countdown import seconds
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.seconds import tick_every_second
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.code_field import CodeField
from cor_desktop.ui.widgets.text import LinkButton, QuietButton


class CodePage(FormPage):
    """One field for the code; another can be sent after a while."""

    def __init__(self, presenter: CodePresenter) -> None:
        words = presenter.words
        super().__init__(words.title, words.lead, presenter, "Go on", "Asking the server …")
        self._form = presenter
        self.notice = Banner()
        self.column.add(self.notice)
        self.form.add_field("code", CodeField("Code", words.hint))
        self.again = QuietButton("Send a new code", presenter.resend)
        self.back = LinkButton("Change the address" if presenter.by_mail else "Back", presenter.change_address)
        self.finish(self.again, self.back)
        self.again.setVisible(presenter.by_mail)
        if presenter.mail_is_slow:
            self.notice.tell("Mail is slow just now.", "The code may take some minutes. Nothing is lost meanwhile.")
        tick_every_second(presenter.again, self)
        self.watch(presenter.again.left, self._show_again)
        self.watch(presenter.sent, self._show_sent)

    def submit(self) -> None:
        self._form.submit(self.typed("code"))

    def _show_again(self, left: int) -> None:
        self.again.setText(f"Send a new code ({seconds(left)})" if left else "Send a new code")
        self.again.setEnabled(not left)

    def _show_sent(self, sent: str) -> None:
        if sent:
            self.fields["code"].edit.clear()
            self.notice.tell(sent, "", "note-good")
