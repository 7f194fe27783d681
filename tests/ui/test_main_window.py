from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from cor_desktop.errors import NewerStore
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.skeleton import Skeleton
from tests.fakes.finding import words_on

LATE = (
    "cor_desktop.ui.style_sheet",
    "cor_desktop.ui.icons",
    "sqlite3",
    "requests",
    "keyring",
    "cryptography",
    "sqlite_utils",
    "PySide6.QtSvg",
    "PySide6.QtNetwork",
)


def test_the_window_shows_a_skeleton_before_anything_is_opened(qtbot: QtBot, theme: Theme) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show()
    assert isinstance(window.centralWidget(), Skeleton)


def test_the_first_paint_needs_no_store_and_no_network() -> None:
    code = f"import sys, cor_desktop.ui.main_window; print([name for name in {LATE!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_why_the_desk_cannot_be_opened_is_said_in_the_window(qtbot: QtBot, theme: Theme) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show()
    window.cannot_open(NewerStore())
    assert "newer version" in words_on(window)


def test_the_window_fits_a_small_screen_at_double_text(theme: Theme, open_window: Callable[[], MainWindow]) -> None:
    theme.apply("light", 200, False)
    window = open_window()
    assert (window.width(), window.height()) == (1024, 600)


def test_a_page_may_keep_the_window_open_once(house: House) -> None:
    held: list[Callable[[], None]] = []

    def guard(go_on: Callable[[], None]) -> bool:
        held.append(go_on)
        return False

    house.navigation.guard(guard)
    house.window.close()
    assert house.window.isVisible()
    held[0]()
    assert not house.window.isVisible()


def test_the_first_paint_has_none_of_qts_many_enums_made() -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme
app = QApplication([])
theme = Theme(app)
theme.sketch("system", 100, False)
window = MainWindow(theme)
window.show()
app.processEvents()
made = []
sys.setprofile(lambda frame, _event, _arg: made.append(1) if frame.f_code.co_filename.endswith("enum.py") else None)
from PySide6.QtCore import Qt
sys.setprofile(None)
print(len(made) > 1000)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True", "Qt was made before the first paint"
