"""Which language is spoken: what Settings say or the computer asks for, Qt's own words, the side where lines begin."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from cor_desktop import words

_qt_words: QTranslator | None = None


def speak(chosen: str) -> None:
    """Speak the language that Settings name, `system` for the computer's; Qt follows by `let_qt_speak`.

    `COR_LANGUAGE` wins: tests and pictures name a pseudo-locale there.
    """
    wanted = os.environ.get("COR_LANGUAGE") or chosen
    words.set_language(words.system_language(QLocale.system().uiLanguages()) if wanted == "system" else wanted)
    directions = Qt.LayoutDirection
    QApplication.setLayoutDirection(directions.RightToLeft if words.is_right_to_left() else directions.LeftToRight)


def let_qt_speak() -> None:
    """Have the menus and dialogs that Qt brings speak the language that is spoken; English is built in."""
    global _qt_words
    if _qt_words is not None:
        QApplication.removeTranslator(_qt_words)
        _qt_words = None
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.language_tag() != words.SOURCE and translator.load(f"qtbase_{words.language_tag()}", folder):
        QApplication.installTranslator(translator)
        _qt_words = translator
