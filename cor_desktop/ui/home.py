"""Home: a greeting, the next thing to do with its module large, and the other modules below."""

from __future__ import annotations

from typing import TypeVar

from cor_desktop.actions.views import Learner
from cor_desktop.errors import DamagedStore
from cor_desktop.presenters.home import HomePresenter, ModuleCard, greeting, next_card
from cor_desktop.ui.module_card import ModuleCardView
from cor_desktop.ui.module_tile import ModuleTile
from cor_desktop.ui.program_progress import ProgramProgress
from cor_desktop.ui.surroundings import Surroundings
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.grid import Grid
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label
from cor_desktop.words import _

V = TypeVar("V", ModuleCardView, ModuleTile)


def build_home(around: Surroundings) -> Page:
    """Build the page."""
    page = HomePage(HomePresenter(around.desk, around.account, around.navigation))
    page.watch(around.sync.arrived, page.tell_arrival)
    page.watch(around.course.taken, lambda _count: page.enter(""))
    page.watch(around.sync.state, lambda _state: page.enter(""))
    if around.desk.store.damaged:
        page.mended.tell_trouble(DamagedStore())
    return page


class HomePage(Page):
    """What there is to learn, and how far the learner is."""

    def __init__(self, presenter: HomePresenter) -> None:
        super().__init__(greeting(None), ems=60)
        self._presenter = presenter
        self.next_step = Label("", "lead")
        self.mended, self.trouble, self.arrival, self.guest = Banner(), Banner(), Banner(), Banner()
        self.notice = Banner()
        self.progress = ProgramProgress()
        self.next, self.others = Column(gap=4), Grid(column=280, most=3)
        self.cards = Column(gap=5)
        self.heading = Label(_("The other modules"), "heading")
        banners = (self.mended, self.notice, self.trouble, self.arrival)
        for part in (self.next_step, self.progress, *banners, self.cards, self.guest):
            self.column.add(part)
        for shelf in (self.next, self.heading, self.others):
            self.cards.add(shelf)
        self.column.stretch()
        self.watch(presenter.learner, self._greet)
        self.watch(presenter.next_step, self.next_step.setText)
        self.watch(presenter.trouble, self.trouble.show_trouble)
        self.watch(presenter.cards, self._show_cards)
        self.watch(presenter.notice, self._show_notice)

    def enter(self, argument: str) -> None:
        self._presenter.refresh()

    def tell_arrival(self, count: int) -> None:
        """Say that certificates came with a sync."""
        if count:
            self.arrival.tell(
                _("Your certificate is here.") if count == 1 else _("Your certificates are here."), "", "note-good"
            )
            self.arrival.offer(_("Show certificates"), self._presenter.show_certificates)

    def leave(self) -> None:
        self.arrival.hide()
        self._presenter.seen()

    def _show_notice(self, notice: str) -> None:
        if notice:
            self.notice.tell(notice)
        else:
            self.notice.hide()

    def _greet(self, learner: Learner | None) -> None:
        self.title.setText(greeting(learner))
        if learner is None or learner.signed_in:
            self.guest.hide()
        elif learner.guest:
            self._invite()
        else:
            self.guest.tell(
                _("You are signed out."),
                _("Your work is saved here. Sign in, and your name and certificates are back."),
                "note-warm",
            )
            self.guest.offer(_("Sign in"), self._presenter.sign_in)

    def _invite(self) -> None:
        self.guest.tell(
            _("You are learning without an account."),
            _("That is fine. Create one to get your certificates; what you have done here then belongs to it."),
        )
        self.guest.offer(_("Create an account"), self._presenter.register)
        self.guest.offer(_("Sign in"), self._presenter.sign_in)
        if self._presenter.shared:
            self.guest.offer(_("I am done here"), self._presenter.end_guest)

    def _show_cards(self, cards: tuple[ModuleCard, ...]) -> None:
        self.next.clear()
        self.others.clear()
        first = next_card(cards)
        if first:
            self.next.add(self._furnished(first, ModuleCardView))
        others = [card for card in cards if card is not first]
        for card in others:
            self.others.add(self._furnished(card, ModuleTile))
        self.heading.setVisible(bool(first and others))
        self.progress.show_cards(cards)

    def _furnished(self, card: ModuleCard, kind: type[V]) -> V:
        view = kind(card, self._presenter.picture(card), lambda: self._presenter.open(card.key))
        if card.state == "completed":
            view.offer(_("Certificate"), self._presenter.show_certificates)
        return view
