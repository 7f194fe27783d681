"""The computers on which the account is signed in."""

from __future__ import annotations

from cor_desktop.presenters.devices import DeviceLine, DevicesPresenter
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card, Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import _


class Devices(Card):
    """One line for each; another computer can be signed out from here."""

    def __init__(self, page: Page, presenter: DevicesPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.list = Column(gap=3)
        self.trouble, self.ended = Banner(), Banner()
        self.waiting = Waiting(_("Asking the server …"))
        self.again = QuietButton(_("Show them"), presenter.refresh)
        actions = Flow()
        actions.add(self.again)
        actions.add(self.waiting)
        for part in (
            Label(_("Where you are signed in"), "heading"),
            self.ended,
            self.list,
            self.trouble,
            actions,
        ):
            self.add(part)
        page.watch(presenter.lines, self._show)
        page.watch(presenter.busy, self._show_busy)
        page.watch(presenter.ended, self._show_ended)
        page.watch(presenter.trouble, self.trouble.show_trouble)

    def _show(self, lines: tuple[DeviceLine, ...] | None) -> None:
        self.list.clear()
        self.again.setText(_("Show them") if lines is None else _("Look again"))
        for line in lines or ():
            self.list.add(self._line(line))

    def _line(self, line: DeviceLine) -> Column:
        shown = Column(gap=1)
        shown.add(Label(line.title, "label"))
        shown.add(Label(line.words, "muted"))
        if line.endable:
            end = QuietButton(_("Sign out there"), lambda: self._presenter.sign_out_there(line))
            end.setAccessibleName(_("Sign out there: {title}, {words}").format(title=line.title, words=line.words))
            row = Flow()
            row.add(end)
            shown.add(row)
        return shown

    def _show_busy(self, busy: bool) -> None:
        self.waiting.set_busy(busy)
        self.again.setEnabled(not busy)
        self.list.setEnabled(not busy)

    def _show_ended(self, sentence: str) -> None:
        if sentence:
            self.ended.tell(sentence, "", "note-good")
        else:
            self.ended.hide()
