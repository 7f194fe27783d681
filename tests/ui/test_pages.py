from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.house import House
from cor_desktop.ui.pages import build_page

PAGES = (
    *("welcome", "register", "sign_in", "code", "reset", "new_password", "lock", "yours"),
    *("home", "certificates", "sync", "settings", "help", "account", "my_data"),
)


class Watcher(QObject):
    """Notes every window that opens."""

    def __init__(self, shown: list[QWidget]) -> None:
        super().__init__()
        self._shown = shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._shown.append(watched)
        return False


@pytest.mark.parametrize("page", PAGES)
def test_every_place_has_a_page_with_a_name(guest_house: House, page: str) -> None:
    guest_house.navigation.go(page)
    shown = guest_house.window.stack.currentWidget()
    assert isinstance(shown, QWidget) and shown.accessibleName()


def test_a_place_that_does_not_exist_is_our_own_mistake(guest_house: House) -> None:
    with pytest.raises(KeyError):
        build_page(guest_house, Place("nowhere"))


@pytest.mark.parametrize("page", (*PAGES, "module", "completion"))
def test_no_page_opens_a_second_window(guest_house: House, page: str, qapp: QApplication) -> None:
    shown: list[QWidget] = []
    watcher = Watcher(shown)
    qapp.installEventFilter(watcher)
    guest_house.navigation.go(page, "a-module")
    QApplication.processEvents()
    qapp.removeEventFilter(watcher)
    assert shown == []
