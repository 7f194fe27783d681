"""Joins the window to the presenters and shows the page where the learner is: each built at its first visit."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import guest_progress
from cor_desktop.actions.open_page import keep_open_page, open_page
from cor_desktop.actions.views import Learner, is_started
from cor_desktop.errors import CourseTrouble, DamagedStore
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.navigation import HOME, WELCOME, Navigation, Place
from cor_desktop.presenters.sync_line import SyncPresenter
from cor_desktop.ui.messages import Messages
from cor_desktop.ui.pages import BRIEF, LASTING, build_page
from cor_desktop.ui.triggers import Triggers
from cor_desktop.ui.widgets.page import Page

if TYPE_CHECKING:
    from cor_desktop.ui.main_window import MainWindow


class House:
    """What every page may need, and the pages that are built."""

    def __init__(
        self, window: MainWindow, desk: Desk, background: Background, messages: Messages, data_folder: Path
    ) -> None:
        self.window = window
        self.desk = desk
        self.background = background
        self.messages = messages
        self.data_folder = data_folder
        self.chance = random.Random()
        self.navigation = Navigation(_first(desk))
        self.account = AccountPresenter(desk, background, self.navigation)
        if self.navigation.place.value.page == "yours":
            self.account.ask_again(self.navigation.place.value.argument)
        self.sync = SyncPresenter(desk, background, self.chance)
        self._pages: dict[str, QWidget] = {}
        self._shown: QWidget | None = None
        self._triggers = Triggers(self.sync, window)
        self._stops: list[Callable[[], None]] = []

    def open(self) -> None:
        """Show the first page, and begin to listen."""
        self._stops = [
            self.navigation.place.subscribe(self._show),
            self.account.learner.subscribe(self._name),
            self.sync.line.subscribe(self.window.foot.tell),
            self.sync.outcome.subscribe(self.account.heard),
        ]
        self.window.foot.tell(self.sync.line.value)
        self._show(self.navigation.place.value)
        if self.account.started:
            self.account.load()
        self._triggers.start()

    def go(self, page: str) -> None:
        """Go where a button of the window leads: it depends on who is learning."""
        with self._damage_told():
            self._go(page)

    def _go(self, page: str) -> None:
        if page == "account":
            learner = self.account.learner.value
            signed_in = learner is not None and learner.signed_in
            self.navigation.go(*(("settings", "account") if signed_in else ("sign_in", "")))
        elif page == "home" and not self.account.started:
            self.navigation.go("welcome")
        elif page == "home" and self.account.asking:
            self.navigation.go("yours", self.account.asking)
        else:
            self.navigation.go(page)

    def close(self) -> None:
        """Listen to nothing any more; the window is going."""
        self._triggers.stop()
        for stop in self._stops:
            stop()
        for page in (*self._pages.values(), self._shown):
            if isinstance(page, Page):
                page.leave()
                page.forget()
        self._stops.clear()
        self._pages.clear()
        self._shown = None

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
        self.window.rail.light("account" if place == ("settings", "account") else place.page)
        self.window.rail.buttons["certificates"].setVisible(self.account.started)
        self._let_go(left)
        self.sync.refresh()
        if place.page == "yours" or not self.account.asking:  # a question that is open is asked again at the next start
            keep_open_page(self.desk, place.page, place.argument)

    def _focus(self, page: QWidget) -> None:
        if isinstance(page, Page):
            page.focus_first()
        else:
            page.setFocus()

    def _let_go(self, page: QWidget | None) -> None:
        """Leave a page; one that may hold something typed is destroyed, and what was typed with it."""
        if page is None or page is self._shown:
            return
        if isinstance(page, Page):
            page.leave()
        if page not in self._pages.values():
            if isinstance(page, Page):
                page.forget()
            self.window.stack.removeWidget(page)
            page.deleteLater()

    def _name(self, learner: Learner | None) -> None:
        for name in [name for name, page in self._pages.items() if page is not self._shown]:
            self._let_go(self._pages.pop(name))  # it may show what was another learner's
        self.window.rail.name_account(learner.first_name if learner and learner.signed_in else "")
        self.sync.start()


def _first(desk: Desk) -> Place:
    """Where the window opens: on the page that was open, at home, or on the first page of all."""
    if not is_started(desk):
        return WELCOME
    page, argument = open_page(desk)
    return Place(page, argument) if _can_open(desk, page, argument) else HOME


def _can_open(desk: Desk, page: str, argument: str) -> bool:
    if page == "yours":
        return guest_progress(desk, argument) is not None
    return page in LASTING or (page == "module" and _has_module(desk, argument))


def _has_module(desk: Desk, key: str) -> bool:
    """Whether the course has that module; home says what is wrong with a damaged course."""
    try:
        return any(entry.key == key for entry in desk.catalog.entries())
    except CourseTrouble:
        return False
