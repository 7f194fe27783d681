"""The page My data: everything held about the learner, here and on the server, and what can be done about it."""

from __future__ import annotations

from cor_desktop.presenters.devices import DevicesPresenter
from cor_desktop.presenters.forget import ForgetPresenter
from cor_desktop.presenters.my_data.about import not_held
from cor_desktop.presenters.my_data.page import MyDataPresenter
from cor_desktop.presenters.my_data.parts import Part
from cor_desktop.presenters.policy import PolicyPresenter
from cor_desktop.ui.account.devices import Devices
from cor_desktop.ui.account.forget import Forget
from cor_desktop.ui.my_data.copies import Copies
from cor_desktop.ui.my_data.part_card import PartCard
from cor_desktop.ui.my_data.policy import PolicyFold
from cor_desktop.ui.my_data.remembered import RememberedCard
from cor_desktop.ui.surroundings import Surroundings
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.words import _


def build_my_data(around: Surroundings) -> Page:
    """Build the page."""
    return MyDataPage(around)


class MyDataPage(Page):
    """A copy to take along, what is nowhere, what is here, what is on the server, and the way out."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(_("My data"), ems=46)
        desk, background = around.desk, around.background
        devices = DevicesPresenter(desk, background)
        self._house = around
        self._presenter = presenter = MyDataPresenter(desk, background, devices)
        self.trouble, self.empty = Banner(), Banner()
        self.here, self.there = Column(gap=4), Column(gap=4)
        self.copies = Copies(self, presenter, around.messages)
        self.devices = Devices(self, devices)
        self.remembered = RememberedCard(self, presenter)
        self.forgetting = Forget(self, ForgetPresenter(desk, background, around.account))
        self._held = (
            self.copies,
            Label(_("On this computer"), "heading"),
            self.here,
            self.forgetting,
            Label(_("On the server"), "heading"),
            self.there,
        )
        lead = Label(_("Everything that COR Desktop holds about you, row for row. Nothing is left out."), "lead")
        for part in (lead, self.trouble, self.empty, self._not_held(), *self._held, self.devices):
            self.column.add(part)
        self.column.body.insertWidget(self.column.body.indexOf(self.forgetting), self.remembered)
        self.column.stretch()
        self.watch(presenter.here, self._show_here)
        self.watch(presenter.there, self._show_there)
        self.watch(presenter.has_account, self.devices.setVisible)
        self.watch(presenter.trouble, self.trouble.show_trouble)

    def enter(self, argument: str) -> None:
        self._presenter.refresh()

    def leave(self) -> None:
        """Nothing of the learner stays on a page that nobody sees."""
        self._presenter.leave()

    def _not_held(self) -> PartCard:
        card = PartCard(not_held())
        go = self._house.navigation.go
        card.offer(QuietButton(_("How this is kept"), lambda: go("help", "reflections")))
        card.add(PolicyFold(self, PolicyPresenter(self._house.desk, self._house.background)))
        return card

    def _show_here(self, parts: tuple[Part, ...] | None) -> None:
        self.here.clear()
        for each in self._held:
            each.setVisible(bool(parts))
        self.empty.hide()
        if parts == ():
            self.empty.tell(_("Nobody is learning on this computer just now."), _("So nothing is held about you here."))
        for part in parts or ():
            self.here.add(PartCard(part))

    def _show_there(self, part: Part | None) -> None:
        self.there.clear()
        if part is not None:
            card = PartCard(part)
            if self._presenter.has_account.value:
                card.offer(QuietButton(_("Change my account"), lambda: self._house.go("account")))
            self.there.add(card)
