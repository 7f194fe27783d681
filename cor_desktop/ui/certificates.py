"""The page of certificates: the list, and one of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cor_desktop.presenters.certificates import CertificateRow, CertificatesPresenter
from cor_desktop.ui import icons, theme
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card, Column, Row
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, PrimaryButton, QuietButton
from cor_desktop.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from cor_desktop.ui.surroundings import Surroundings
    from cor_desktop.ui.widgets.paper import Paper


def build_certificates(around: Surroundings) -> Page:
    """Build the page."""
    page = CertificatesPage(CertificatesPresenter(around.desk, around.background), around.messages)
    page.register.clicked.connect(lambda *_: around.navigation.go("register"))
    page.watch(around.sync.arrived, lambda count: page.enter("") if count else None)
    return page


class CertificatesPage(Page):
    """Lists certificates; opens one in place, as wide as the page."""

    def __init__(self, presenter: CertificatesPresenter, messages: Messages) -> None:
        super().__init__(_("Certificates"), ems=56)
        self._presenter = presenter
        self._messages = messages
        self.trouble, self.empty = Banner(), Banner()
        self.register = PrimaryButton(_("Create an account"))
        self.list, self.viewer = Column(gap=3), Column(gap=3)
        self.paper: Paper | None = None
        for part in (self.trouble, self.empty, _start(self.register), self.list, self.viewer):
            self.column.add(part)
        self.column.stretch()
        self.watch(presenter.rows, self._show_rows)
        self.watch(presenter.document, self._show_document)
        self.watch(presenter.saved, self._show_saved)
        self.watch(presenter.trouble, self.trouble.show_trouble)

    def enter(self, argument: str) -> None:
        """Come to the list, or with a certificate's number to that one."""
        self._presenter.close()
        self._presenter.refresh(argument)

    def leave(self) -> None:
        self._presenter.close()

    def _show_rows(self, rows: tuple[CertificateRow, ...] | None) -> None:
        self.list.clear()
        self.empty.hide()
        self.register.hide()
        if rows is None:
            return
        for row in rows:
            self.list.add(self._row(row))
        if not rows:
            self.empty.tell(*self._presenter.empty_words)
            self.register.setVisible(self._presenter.is_guest)

    def _row(self, row: CertificateRow) -> Card:
        card, beside, words, actions = Card(), Row(gap=4), Column(gap=1), Flow()
        ribbon = icons.picture("certificates", theme.tokens().size(40), theme.tokens().colours.accent)
        beside.body.addWidget(ribbon, 0, Qt.AlignmentFlag.AlignTop)
        words.add(Label(row.title, "heading"))
        words.add(Label(row.words, "muted"))
        if row.on_disk:
            ways = (
                PrimaryButton(_("Open"), lambda: self._presenter.open(row.number)),
                QuietButton(_("Save as …"), lambda: self._save(row)),
            )
            for way in ways:
                way.setAccessibleName(f"{way.text()}: {row.title}")
                actions.add(way)
            words.gap(1)
            words.add(actions)
        beside.add(words, 1)
        card.add(beside)
        return card

    def _save(self, row: CertificateRow) -> None:
        if path := self._messages.save_as(_("Save the certificate"), row.file_name, "PDF (*.pdf)"):
            self._presenter.save(row.number, path)

    def _print(self) -> None:
        if self.paper and (printer := self._messages.printer(_("Certificate"))):
            self.paper.print_on(printer)

    def _show_document(self, document: bytes | None) -> None:
        self.viewer.clear()
        self.paper = None
        self.list.setVisible(document is None)
        self.viewer.setVisible(document is not None)
        if document is not None:
            self._open(document)

    def _open(self, document: bytes) -> None:
        row = self._presenter.shown
        actions = Flow()
        back = QuietButton(_("Back to the list"), self._presenter.close)
        actions.add(back)
        if row:
            actions.add(QuietButton(_("Save as …"), lambda: self._save(row)))
            actions.add(QuietButton(_("Print …"), self._print))
        self.viewer.add(actions)
        self._lay_down(
            document,
            _("Certificate: {title}. {words}").format(title=row.title, words=row.words) if row else _("Certificate"),
        )
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_down(self, document: bytes, name: str) -> None:
        from cor_desktop.ui.widgets.paper import DamagedDocument, Paper

        try:
            self.paper = Paper(document, name)
        except DamagedDocument as trouble:
            self.trouble.tell_trouble(trouble)
            return
        self.viewer.add(self.paper)

    def _show_saved(self, path: Path | None) -> None:
        if path:
            self.trouble.tell(_("The certificate is saved."), str(path), "note-good")
        else:
            self.trouble.hide()


def _start(button: PrimaryButton) -> Flow:
    row = Flow()
    row.add(button)
    return row
