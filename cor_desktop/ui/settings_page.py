"""The page of settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from cor_desktop.errors import Trouble
from cor_desktop.presenters.dates import minutes
from cor_desktop.presenters.settings import SettingsPresenter
from cor_desktop.ui.my_data.door import Door
from cor_desktop.ui.network_card import NetworkCard
from cor_desktop.ui.surroundings import Surroundings
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Card
from cor_desktop.ui.widgets.field import Field
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.page import Page
from cor_desktop.ui.widgets.text import Label, QuietButton
from cor_desktop.ui.widgets.tick import Tick
from cor_desktop.ui.widgets.waiting import Waiting
from cor_desktop.words import LANGUAGES, _, marked

APPEARANCES = {
    "system": marked("As this computer"),
    "light": marked("Light"),
    "dark": marked("Dark"),
    "contrast": marked("High contrast"),
}
IDLE_MINUTES = (5, 10, 15, 20, 30)
TEXT_SIZES = {100: "100 %", 125: "125 %", 150: "150 %", 175: "175 %", 200: "200 %"}


def build_settings(around: Surroundings) -> Page:
    """Build the page."""
    presenter = SettingsPresenter(around.desk, around.background, around.dress, around.speak)
    page = SettingsPage(presenter, str(around.data_folder), NetworkCard(presenter, around.messages))
    page.network.test.clicked.connect(lambda *_: around.navigation.go("sync"))
    page.door.button.clicked.connect(lambda *_: around.navigation.go("my_data"))
    return page


class SettingsPage(Page):
    """Look, privacy, who uses this computer, server, and where things lie."""

    def __init__(self, presenter: SettingsPresenter, folder: str, network: NetworkCard) -> None:
        super().__init__(_("Settings"), ems=46)
        self._presenter = presenter
        self.door, self.network = Door(), network
        for part in (self._look(), self.door, self._computer(), self._server(), network, self._safety(folder)):
            self.column.add(part)
        self.column.stretch()
        self.watch(presenter.kept, lambda _count: self.idle_words.setText(presenter.idle_words))
        self.watch(presenter.checking, self._show_checking)
        self.watch(presenter.answer, self._show_answer)
        self.watch(presenter.trouble, self._show_trouble)
        self.watch(presenter.secrets, self.secrets.setText)
        network.watch_by(self)

    def enter(self, argument: str) -> None:
        self._presenter.look_up_secrets()
        self.server.edit.setText(self._presenter.server)
        self.network.refresh()

    def _look(self) -> Card:
        card = Card()
        card.add(Label(_("Appearance"), "heading"))
        self.appearances = _choices(APPEARANCES, self._presenter.appearance, self._choose("appearance"))
        card.add(self.appearances)
        card.add(Label(_("Language"), "label"))
        tongues = {"system": _("As this computer"), **LANGUAGES}
        self.languages = _choices(
            tongues, self._presenter.language, lambda name: self._presenter.choose_language(str(name))
        )
        card.add(self.languages)
        card.add(Label(_("Text size"), "label"))
        self.text_sizes = _choices(TEXT_SIZES, self._presenter.text_size, self._choose("text_size"))
        card.add(self.text_sizes)
        self.reduce_motion = Tick(_("Nothing moves by itself"))
        self.reduce_motion.setChecked(self._presenter.reduce_motion)
        self.reduce_motion.clicked.connect(lambda still: self._presenter.choose("reduce_motion", still))
        card.add(self.reduce_motion)
        return card

    def _computer(self) -> Card:
        card = Card()
        card.add(Label(_("Who uses this computer"), "heading"))
        self.shared = self._tick(
            _("Several people use this computer"), "shared_machine", self._presenter.shared_machine
        )
        card.add(self.shared)
        card.add(Label(_("From the next start on, nobody’s name or progress opens without their password."), "muted"))
        self.remember = self._tick(
            _("Names may be remembered at the sign-in"), "remember_names", self._presenter.remember_names
        )
        card.add(self.remember)
        card.add(Label(_("Lock when nobody is there"), "label"))
        waits = {0: _("As usual"), **{count: minutes(count) for count in IDLE_MINUTES}}
        self.idle = _choices(waits, self._presenter.idle_minutes, self._choose_here("idle_minutes"))
        self.idle_words = Label("", "muted")
        card.add(self.idle)
        card.add(self.idle_words)
        return card

    def _tick(self, words: str, name: str, now: bool) -> Tick:
        box = Tick(words)
        box.setChecked(now)
        box.clicked.connect(lambda ticked: self._presenter.choose_here(name, ticked))
        return box

    def _server(self) -> Card:
        card = Card()
        card.add(Label(_("Server"), "heading"))
        hint = _("It keeps accounts and makes certificates. Whoever gave you COR Desktop knows its address.")
        self.server = Field(_("Server address"), hint)
        self.server.edit.returnPressed.connect(self._check)
        self.check = QuietButton(_("Check"), self._check)
        self.waiting = Waiting(_("Asking who answers there …"))
        self.answer = Banner()
        row = Flow()
        row.add(self.check)
        row.add(self.waiting)
        for part in (self.server, self.answer, row):
            card.add(part)
        return card

    def _safety(self, folder: str) -> Card:
        card = Card(gap=2)
        self.secrets = Label()
        where = Label(folder, "muted")
        where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for part in (
            Label(_("On this computer"), "heading"),
            Label(_("Your progress is saved in this folder:")),
            where,
            self.secrets,
            Label(self._presenter.version, "caption"),
        ):
            card.add(part)
        return card

    def _choose(self, name: str) -> Callable[[str | int], None]:
        return lambda value: self._presenter.choose(name, value)

    def _choose_here(self, name: str) -> Callable[[str | int], None]:
        return lambda value: self._presenter.choose_here(name, int(value))

    def _check(self) -> None:
        self._presenter.check_server(self.server.text())

    def _show_checking(self, checking: bool) -> None:
        self.waiting.set_busy(checking)
        self.check.setEnabled(not checking)

    def _show_answer(self, answer: str) -> None:
        if answer:
            self.answer.tell(answer, "", "note-good")
        else:
            self.answer.hide()

    def _show_trouble(self, trouble: Trouble | None) -> None:
        if trouble:
            self.answer.tell_trouble(trouble)


def _choices(words: Mapping[str, str] | Mapping[int, str], now: str | int, chosen: Callable[[str | int], None]) -> Flow:
    """One round button for each value, the present one marked."""
    row = Flow(gap=4)
    group = QButtonGroup(row)
    for value, word in words.items():
        button = QRadioButton(_(word))
        button.setChecked(value == now)
        button.clicked.connect(lambda _checked, value=value: chosen(value))
        group.addButton(button)
        row.add(button)
    return row
