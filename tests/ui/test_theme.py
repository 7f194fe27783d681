from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import ASSETS, Theme, role, tokens
from cor_desktop.ui.tokens import CONTRAST, DARK, LIGHT


def test_our_fonts_are_used_everywhere(qtbot: QtBot) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert QFontInfo(label.font()).family() == "Noto Sans"


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text("utf-8")


def test_another_appearance_shows_at_once(theme: Theme, qapp: QApplication) -> None:
    for appearance, colours in (("dark", DARK), ("contrast", CONTRAST), ("light", LIGHT)):
        theme.apply(appearance, 100, False)
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == colours.ground


def test_another_text_size_shows_at_once(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    label.ensurePolished()
    small = label.sizeHint().height()
    theme.apply("light", 200, False)
    assert label.sizeHint().height() >= 1.8 * small


def test_the_same_look_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.apply("light", 100, False)


def test_a_change_is_told(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply("light", 100, True)
    assert tokens().still


def test_as_this_computer_is_light_where_the_computer_says_nothing(theme: Theme) -> None:
    theme.apply("system", 100, False)
    assert tokens().appearance == "light"


def test_a_role_can_change_after_a_widget_was_shown(qtbot: QtBot) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    label.show()
    plain = label.sizeHint()
    role(label, "display")
    assert label.sizeHint().height() > plain.height()


def test_as_this_computer_follows_the_computer(theme: Theme, qapp: QApplication) -> None:
    # Themes of earlier tests may still live in this process, and would dress everything after ours.
    qapp.styleHints().colorSchemeChanged.disconnect()
    theme = Theme(qapp)
    theme.apply("system", 100, False)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert tokens().appearance == "dark"
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens().appearance == "light"


def test_a_sketch_decides_the_colours_and_finishing_shows_them(theme: Theme, qapp: QApplication) -> None:
    theme.sketch("dark", 100, False)
    assert tokens().colours is DARK
    theme.finish()
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.ground
