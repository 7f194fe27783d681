"""Home: the modules as cards, and the next thing to do."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import Learner, ModuleRecord, record
from cor_desktop.clock import local_time
from cor_desktop.errors import CourseTrouble, Trouble
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.dates import day, minutes
from cor_desktop.presenters.navigation import Navigation
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import LANGUAGES, _, language_tag, marked
from cor_protocol.pack import ModuleEntry

CardState = Literal["new", "started", "completed"]

_BUTTONS: dict[CardState, str] = {"new": marked("Start"), "started": marked("Continue"), "completed": marked("Review")}


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """What a card shows. `done` of `total` activities are finished; `state_words` say the state to everybody.

    `version` is the one that is shown; `language_words` say in which language, where that is not the one spoken.
    """

    key: str
    cover: str
    number: int
    title: str
    summary: str
    minutes: str
    objectives: tuple[str, ...]
    state: CardState
    state_words: str
    done: int
    total: int
    version: int | None = None
    language_words: str = ""

    @property
    def button(self) -> str:
        """The word on the card's one button."""
        return _(_BUTTONS[self.state])

    @property
    def spoken(self) -> str:
        """The card in a sentence, for those who hear it."""
        return _("Module {number}: {title}. {state}.").format(
            number=self.number, title=self.title, state=self.state_words
        )


class HomePresenter:
    """Holds `cards`, `next_step` (a sentence) and `trouble` where the course cannot be shown."""

    def __init__(self, desk: Desk, account: AccountPresenter, navigation: Navigation) -> None:
        self._desk = desk
        self._navigation = navigation
        self._account = account
        self.learner = account.learner
        self.notice = account.notice
        self.cards: Observable[tuple[ModuleCard, ...]] = Observable(())
        self.next_step = Observable("")
        self.trouble: Observable[Trouble | None] = Observable(None)

    def refresh(self) -> None:
        """Read the record anew; reads only this computer."""
        try:
            records = record(self._desk)
            cards = tuple(self._card(entry, records.get(entry.key)) for entry in self._entries(records))
        except Trouble as trouble:
            self.trouble.set(trouble)
            return
        self.trouble.set(None)
        self.cards.set(cards)
        self.next_step.set(next_step(cards))

    def picture(self, card: ModuleCard) -> bytes:
        """The card's picture; nothing where it cannot be read, for the card is complete without it."""
        try:
            return self._desk.catalog.media(card.key, card.cover, card.version)
        except (CourseTrouble, KeyError):
            return b""

    def open(self, key: str) -> None:
        """Go into a module."""
        self._navigation.go("module", key)

    def show_certificates(self) -> None:
        """Go to the certificates."""
        self._navigation.go("certificates")

    def register(self) -> None:
        """Go to the form for a new account."""
        self._navigation.go("register")

    def sign_in(self) -> None:
        """Go to the sign-in."""
        self._navigation.go("sign_in")

    @property
    def shared(self) -> bool:
        """Whether several people use this computer."""
        return self._account.shared

    def end_guest(self) -> None:
        """A guest of a shared computer is done."""
        self._account.end_guest()

    def seen(self) -> None:
        """The notice was read."""
        self._account.seen()

    def _entries(self, records: Mapping[str, ModuleRecord]) -> tuple[ModuleEntry, ...]:
        """The modules of the course, each as the learner began it, and those they began that the course gave up."""
        newest = {entry.key: entry for entry in self._desk.catalog.entries()}
        for key, kept in records.items():
            if kept.state == "started" or (kept.state == "completed" and key in newest):
                with contextlib.suppress(KeyError):
                    newest[key] = self._desk.catalog.entry(key, kept.version)
        return tuple(sorted(newest.values(), key=lambda entry: (entry.number, entry.key)))

    def _card(self, entry: ModuleEntry, kept: ModuleRecord | None) -> ModuleCard:
        kept = kept or ModuleRecord("new")
        there = self._activities(entry) if kept.state == "started" else frozenset()
        return ModuleCard(
            key=entry.key,
            cover=entry.cover,
            number=entry.number,
            title=entry.title,
            summary=entry.summary,
            minutes=minutes(entry.minutes),
            objectives=entry.objectives,
            state=kept.state,
            state_words=self._state_words(kept),
            done=len(there & kept.finished),
            total=len(there),
            version=entry.version,
            language_words=_language_words(entry),
        )

    def _activities(self, entry: ModuleEntry) -> frozenset[str]:
        module = self._desk.catalog.module(entry.key, entry.version)
        return frozenset(activity.id for activity in module.activities)

    def _state_words(self, kept: ModuleRecord) -> str:
        if kept.state == "new":
            return _("New")
        if kept.state == "started":
            return _("In progress")
        reading = self._desk.clock.read()
        today = local_time(reading.wall, reading.offset).date()
        if kept.completed is None:
            return _("Completed")
        return _("Completed on {day}").format(day=day(kept.completed, today))


def _language_words(entry: ModuleEntry) -> str:
    if entry.language == language_tag():
        return ""
    return _("Language: {language}").format(language=LANGUAGES.get(entry.language, entry.language))


def greeting(learner: Learner | None) -> str:
    """The page's title."""
    if learner is None or not learner.first_name:
        return _("Welcome")
    return _("Welcome, {name}").format(name=learner.first_name)


def next_card(cards: tuple[ModuleCard, ...]) -> ModuleCard | None:
    """The module to go on with, or to start with; None where every one is completed."""
    return next((card for state in ("started", "new") for card in cards if card.state == state), None)


def progress_words(cards: tuple[ModuleCard, ...]) -> str:
    """How far the learner is in the program, in words."""
    done = sum(card.state == "completed" for card in cards)
    return _("{done} of {total} modules completed").format(done=done, total=len(cards))


def next_step(cards: tuple[ModuleCard, ...]) -> str:
    """The next thing to do, in a sentence."""
    card = next_card(cards)
    if card is None:
        return _("You have completed every module there is. Your certificates are one click away.") if cards else ""
    if card.state == "started":
        return _("Next: go on with “{title}”. {done} of {total} activities are done.").format(
            title=card.title, done=card.done, total=card.total
        )
    return _("Next: start “{title}”. It takes about {minutes}, in as many sittings as you like.").format(
        title=card.title, minutes=card.minutes
    )
