from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.prose import Prose

LINE = "<p>Every class has a student whose name comes last, and nobody knows quite why that is so.</p>"
LINKS = "<p>See <a href='cite:roorda'>Roorda</a> and <a href='https://example.org'>a page</a>.</p>"


def test_it_is_as_high_as_its_words(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    prose = Prose(LINE * 10)
    column = QVBoxLayout(ground)
    column.addWidget(prose)
    column.addStretch(1)
    ground.resize(500, 2000)
    ground.show()
    QApplication.processEvents()
    assert prose.verticalScrollBar().maximum() == 0
    assert prose.height() == prose.heightForWidth(prose.width())


def test_in_a_box_wider_than_its_widest_line_it_is_as_high_as_that_line_needs(qtbot: QtBot) -> None:
    prose = Prose(LINE * 10)
    qtbot.addWidget(prose)
    assert prose.heightForWidth(prose.maximumWidth() + 200) == prose.heightForWidth(prose.maximumWidth())


@pytest.mark.parametrize("size", [100, 200])
def test_a_line_holds_60_to_75_characters(qtbot: QtBot, theme: Theme, size: int) -> None:
    theme.apply("light", size, False)
    prose = Prose(LINE * 10)
    qtbot.addWidget(prose)
    prose.resize(prose.maximumWidth(), 2000)
    block = prose.document().firstBlock().layout()
    prose.document().setTextWidth(prose.maximumWidth())
    assert 60 <= block.lineAt(0).textLength() <= 75


def test_a_citation_calls_and_a_page_opens_in_the_browser(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    cited: list[str] = []
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    prose = Prose(LINKS, cited.append)
    qtbot.addWidget(prose)
    for link in ("cite:roorda", "https://example.org", "file:///etc/passwd"):
        prose.anchorClicked.emit(QUrl(link))
    assert (cited, opened) == (["roorda"], ["https://example.org"])


def test_links_are_reached_by_keyboard_and_plain_text_is_not_in_the_way(qtbot: QtBot) -> None:
    with_links, plain = Prose(LINKS), Prose(LINE)
    qtbot.addWidget(with_links)
    qtbot.addWidget(plain)
    assert with_links.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert plain.focusPolicy() == Qt.FocusPolicy.ClickFocus


def test_words_follow_the_appearance(qtbot: QtBot, theme: Theme) -> None:
    prose = Prose(LINE)
    qtbot.addWidget(prose)
    theme.apply("dark", 100, False)
    QApplication.processEvents()
    assert "#f4eee7" in prose.document().defaultStyleSheet()


def test_other_words_need_another_height(qtbot: QtBot) -> None:
    prose = Prose(LINE)
    qtbot.addWidget(prose)
    before = prose.heightForWidth(400)
    prose.set_html(LINE * 3)
    assert prose.heightForWidth(400) > 2 * before
