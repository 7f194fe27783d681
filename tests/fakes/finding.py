"""Finding what is on the screen, as a person would: by kind and words."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from cor_desktop.ui.house import House

W = TypeVar("W", bound=QWidget)


def page_of(house: House, kind: type[W]) -> W:
    """The page shown now, which is of that kind."""
    page = house.window.stack.currentWidget()
    assert isinstance(page, kind)
    return page


def button(within: QWidget, words: str) -> QAbstractButton:
    """The one button on the screen with these words."""
    (found,) = (one for one in within.findChildren(QAbstractButton) if one.text() == words and not one.isHidden())
    return found


def words_on(within: QWidget) -> str:
    """All words of the labels that are not hidden, once what was added is shown."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in within.findChildren(QLabel) if label.isVisibleTo(within))
