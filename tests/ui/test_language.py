"""Another language, chosen in Settings, without a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from cor_desktop import words
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.home import HomePage
from cor_desktop.ui.house import House
from cor_desktop.ui.language import let_qt_speak, speak
from cor_desktop.ui.settings_page import SettingsPage
from tests.fakes.finding import page_of, words_on

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(autouse=True)
def in_english_again(speaking: Callable[[str], None]) -> Iterator[None]:
    yield
    words.set_language(words.SOURCE)
    QApplication.setLayoutDirection(LEFT)
    let_qt_speak()


@pytest.fixture
def settings(guest_house: House) -> SettingsPage:
    guest_house.go("settings")
    return page_of(guest_house, SettingsPage)


def choose(page: SettingsPage, name: str, qtbot: QtBot) -> None:
    choice = next(one for one in page.languages.findChildren(QRadioButton) if one.text() == name)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Space)


def test_each_language_is_offered_by_its_own_name(settings: SettingsPage) -> None:
    offered = [one.text() for one in settings.languages.findChildren(QRadioButton)]
    assert offered == ["As this computer", "English", "Español"]


def test_everything_on_the_screen_speaks_it_at_once(settings: SettingsPage, guest_house: House, qtbot: QtBot) -> None:
    choose(settings, "Español", qtbot)
    page = page_of(guest_house, SettingsPage)
    window = guest_house.window
    assert page is not settings
    assert page.title.text() == page.accessibleName() == "Ajustes"
    assert window.rail.buttons["help"].text() == "Ayuda"
    assert window.foot.line.text() == "Guardado en este equipo · todavía sin cuenta"
    assert guest_house.warning.stay.text() == "Seguir aquí"
    assert guest_house.desk.settings.get("language") == "es"


def test_the_learner_stays_where_they_were(settings: SettingsPage, guest_house: House, qtbot: QtBot) -> None:
    choose(settings, "Español", qtbot)
    page = page_of(guest_house, SettingsPage)
    held = page.focusWidget()
    assert guest_house.navigation.place.value == Place("settings")
    assert isinstance(held, QRadioButton) and (held.text(), held.isChecked()) == ("Español", True)
    assert guest_house.window.rail.buttons["settings"].isChecked()


def test_the_way_back_is_kept(settings: SettingsPage, guest_house: House, qtbot: QtBot) -> None:
    choose(settings, "Español", qtbot)
    guest_house.navigation.back()
    page_of(guest_house, HomePage)


def test_pages_that_were_open_before_speak_it_too(guest_house: House, qtbot: QtBot) -> None:
    before = page_of(guest_house, HomePage)
    guest_house.go("settings")
    choose(page_of(guest_house, SettingsPage), "Español", qtbot)
    guest_house.go("home")
    page = page_of(guest_house, HomePage)
    assert page is not before
    assert "Está aprendiendo sin cuenta." in words_on(page)


def test_it_can_be_changed_again_and_again(settings: SettingsPage, guest_house: House, qtbot: QtBot) -> None:
    for name, title in (("Español", "Ajustes"), ("English", "Settings"), ("Español", "Ajustes")):
        choose(page_of(guest_house, SettingsPage), name, qtbot)
        assert page_of(guest_house, SettingsPage).title.text() == title


def test_the_course_follows(settings: SettingsPage, guest_house: House, qtbot: QtBot) -> None:
    choose(settings, "Español", qtbot)
    assert guest_house.desk.catalog.language == "es"


def test_the_name_of_whoever_is_signed_in_stays_in_the_rail(ana_house: House, qtbot: QtBot) -> None:
    ana_house.go("settings")
    choose(page_of(ana_house, SettingsPage), "Español", qtbot)
    button = ana_house.window.rail.buttons["account"]
    assert (button.text(), button.accessibleName()) == ("Ana", "Cuenta de Ana")


def test_the_window_listens_on_after_it(ana_house: House, qtbot: QtBot) -> None:
    ana_house.go("settings")
    choose(page_of(ana_house, SettingsPage), "Español", qtbot)
    ana_house.sync.work_offline(True)
    assert "trabajando sin conexión" in ana_house.window.foot.line.text()
    ana_house.account.lock()
    assert ana_house.window.rail.buttons["account"].text() == "Bloqueado"


def test_lines_begin_where_the_language_begins_them(guest_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COR_LANGUAGE", "pseudo-rtl")
    guest_house.speak("system")
    assert (guest_house.window.rail.layoutDirection(), words.language()) == (RIGHT, "pseudo-rtl")
    monkeypatch.setenv("COR_LANGUAGE", "pseudo")
    guest_house.speak("system")
    assert (guest_house.window.rail.layoutDirection(), words.language()) == (LEFT, "pseudo")


def test_the_computers_language_is_spoken_where_nobody_chose(qapp: QApplication) -> None:
    speak("system")
    assert words.language() == "en"


def test_what_qt_says_by_itself_follows(qapp: QApplication) -> None:
    said = []
    for language in ("es", "en"):
        speak(language)
        let_qt_speak()
        said.append(QCoreApplication.translate("QPlatformTheme", "Cancel"))
    assert said == ["Cancelar", "Cancel"]
