"""Joins the window to the presenters and shows the page where the learner is: each built at its first visit."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.actions.views import Learner
from cor_desktop.errors import DamagedStore
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.connection import ConnectionPresenter
from cor_desktop.presenters.course import CoursePresenter
from cor_desktop.presenters.first_place import first_place
from cor_desktop.presenters.idle import IdlePresenter
from cor_desktop.presenters.navigation import WHILE_LOCKED, Navigation, Place
from cor_desktop.presenters.settings import Dress
from cor_desktop.presenters.sync_line import SyncPresenter
from cor_desktop.ui.idle_warning import IdleWarning
from cor_desktop.ui.language import let_qt_speak, speak
from cor_desktop.ui.left_behind import take_away
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.pages import BRIEF, build_page
from cor_desktop.ui.presence import Presence
from cor_desktop.ui.standing import Standing
from cor_desktop.ui.triggers import Triggers
from cor_desktop.ui.widgets.page import Page
from cor_desktop.words import language_tag

if TYPE_CHECKING:
    from cor_desktop.ui.main_window import MainWindow


@runtime_checkable
class Leaves(Protocol):
    """A page that has something to let go of."""

    def leave(self) -> None:
        """The learner leaves it."""
        ...

    def forget(self) -> None:
        """It is let go for good."""
        ...


class House:
    """What every page may need, and the pages that are built."""

    def __init__(
        self, window: MainWindow, desk: Desk, background: Background, messages: Messages, data_folder: Path
    ) -> None:
        self.window = window
        self.dress: Dress = window.theme.apply
        self.desk = desk
        self.background = background
        self.messages = messages
        self.data_folder = data_folder
        self.chance = random.Random()  # noqa: S311 - spreads retries and drawn exercises
        self.navigation = Navigation(first_place(desk))
        self.account = AccountPresenter(desk, background, self.navigation)
        if self.navigation.place.value.page == "yours":
            self.account.guest.ask_again(self.navigation.place.value.argument)
        self.sync = SyncPresenter(desk, background, self.chance)
        self.course = CoursePresenter(desk, background)
        self.connection = ConnectionPresenter(desk, background, self.sync.sync_now)
        self._pages: dict[str, QWidget] = {}
        self._shown: QWidget | None = None
        self._triggers = Triggers(self.sync, desk.clock, window)
        self.course.is_metered = self._triggers.is_metered
        self.idle = IdlePresenter(desk.clock, lambda: self.account.patience, self.account.away)
        self._presence = Presence(self.idle, window)
        self._stops: list[Callable[[], None]] = []

    def open(self) -> None:
        """Show the first page, and begin to listen."""
        self._stops = [
            self.navigation.place.subscribe(self._show),
            self.account.learner.subscribe(self._name),
            self.sync.line.subscribe(lambda line: self.window.foot.tell(line)),
            self.sync.outcome.subscribe(self.account.heard),
            self.sync.outcome.subscribe(self.course.heard),
            self.sync.outcome.subscribe(self.connection.heard),
            self.account.locked.subscribe(self._shut),
            self.idle.warning.subscribe(self._warn),
        ]
        self._furnish()
        self._show(self.navigation.place.value)
        if self.account.started:
            self.account.load()
        self._triggers.start()
        self._presence.start()

    def speak(self, chosen: str) -> None:
        """Say everything in another language: what is on the screen is built anew, and stays where it was."""
        speak(chosen)
        let_qt_speak()
        self.desk.catalog.language = language_tag()
        standing = Standing.of(self._shown)
        self._let_all_go()
        self.window.put_frame(self)
        self.sync.say_anew()
        self._furnish()
        self._show(self.navigation.place.value)
        standing.take(self._shown)
        if self.account.started:
            self.account.load()

    def go(self, page: str) -> None:
        """Go where a button of the window leads: it depends on who is learning."""
        with self._damage_told():
            self._go(page)

    def _go(self, page: str) -> None:
        if page == "account":
            learner = self.account.learner.value
            signed_in = learner is not None and learner.signed_in
            self.navigation.go("lock" if self.account.locked.value else "account" if signed_in else "sign_in")
        elif page == "home" and not self.account.started:
            self.navigation.go("welcome")
        elif page == "home" and self.account.guest.asking:
            self.navigation.go("yours", self.account.guest.asking)
        else:
            self.navigation.go(page)

    def close(self) -> None:
        """Listen to nothing any more; the window is going."""
        self._triggers.stop()
        self._presence.stop()
        for stop in self._stops:
            stop()
        self._stops.clear()
        self._let_all_go()

    def _let_all_go(self) -> None:
        """Leave every page that is built, and listen to none of them any more."""
        pages = set(self._pages.values())
        if self._shown is not None:
            pages.add(self._shown)
        for page in pages:
            if isinstance(page, Leaves):
                page.leave()
                page.forget()
        self._pages.clear()
        self._shown = None

    def _furnish(self) -> None:
        """Say around the pages how things stand."""
        self.warning = IdleWarning(self.window.frame, self.idle.touch)
        self.window.foot.tell(self.sync.line.value)
        self._shut(self.account.locked.value)
        self._name_account(self.account.learner.value)

    @contextlib.contextmanager
    def _damage_told(self) -> Iterator[None]:
        """A database that breaks while the window is open is mended by the next start: say so, and end here."""
        try:
            yield
        except DamagedStore as trouble:
            self.navigation.guard(None)
            self.close()
            self.window.cannot_open(trouble)

    def _show(self, place: Place) -> None:
        with self._damage_told():
            self._show_page(place)

    def _show_page(self, place: Place) -> None:
        left = self._shown
        page = self._pages.get(place.page) or build_page(self, place)
        if place.page not in BRIEF:
            self._pages[place.page] = page
        if self.window.stack.indexOf(page) < 0:
            self.window.stack.addWidget(page)
        self._shown = page
        if isinstance(page, Page):
            page.enter(place.argument)
        self.window.stack.setCurrentWidget(page)
        self._focus(page)
        self.window.rail.light(place.page)
        self.window.rail.offer_certificates(self.account.started)
        self._let_go(left)
        self.account.entry.passed(place.page)
        self.idle.touch()
        self._keep_open(place)
        self.sync.page_kept()
        self.course.keep_begun()

    def _keep_open(self, place: Place) -> None:
        """A question that is open is asked again at the next start; a lock opens where the learner was."""
        if not self.account.locked.value and (place.page == "yours" or not self.account.guest.asking):
            keep_open_page(self.desk, place.page, place.argument)

    def _shut(self, locked: bool) -> None:
        """Take everything of the learner off the screen, or give it back to them."""
        self.navigation.confine(WHILE_LOCKED if locked else None)
        self.window.frame.shut(locked)
        if locked:
            self._drop_pages()
            self._pages.clear()  # the page that is shown goes when the locked one comes
            take_away(self.window)

    def _warn(self, left: int) -> None:
        self.warning.tell(left, self.account.what_idling_ends)

    def _focus(self, page: QWidget) -> None:
        if isinstance(page, Page):
            page.focus_first()
        else:
            page.setFocus()

    def _let_go(self, page: QWidget | None) -> None:
        """Leave a page; one that may hold something typed is destroyed, and what was typed with it."""
        if page is None or page is self._shown:
            return
        if isinstance(page, Leaves):
            page.leave()
        if page not in self._pages.values():
            if isinstance(page, Leaves):
                page.forget()
            self.window.stack.removeWidget(page)
            page.deleteLater()

    def _name(self, learner: Learner | None) -> None:
        self._drop_pages()
        self._name_account(learner)
        self.sync.start()

    def _name_account(self, learner: Learner | None) -> None:
        if not self.account.locked.value:
            self.window.rail.name_account(learner.first_name if learner and learner.signed_in else "")

    def _drop_pages(self) -> None:
        """Let go of every page but the one that is shown: it may show what was another learner's."""
        for name in [name for name, page in self._pages.items() if page is not self._shown]:
            self._let_go(self._pages.pop(name))
