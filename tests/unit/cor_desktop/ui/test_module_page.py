from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from cor_desktop.ui.activities.rows import RadioRow
from cor_desktop.ui.figure import FigureWidget
from cor_desktop.ui.outline import Outline
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.prose import Prose
from cor_protocol.module import Choice, Plan, Rating
from tests.fakes.player import Player

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def outline(player: Player) -> list[str]:
    found = player.page.findChild(Outline)
    assert isinstance(found, Outline)
    return [row.accessibleName() for row in found.findChildren(QPushButton) if row.accessibleName()]


def test_continue_goes_on_and_the_outline_says_what_is_done_and_where_one_is(player: Player) -> None:
    player.click(player.page.foot.onward)
    assert player.here == "The one who came last"
    assert outline(player)[:2] == [
        "Twenty-six of twenty-eight, finished, 5 minutes",
        "The one who came last, open, 2 minutes, you are here",
    ]


def test_back_goes_back_and_is_off_on_the_first_page(player: Player) -> None:
    assert not player.page.foot.back.isEnabled()
    player.click(player.page.foot.onward)
    player.click(player.page.foot.back)
    assert player.here == "Twenty-six of twenty-eight"


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Return, CONTROL), (Qt.Key.Key_PageDown, ALT)])
def test_keys_go_on(player: Player, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    player.key(player.page, key, modifier)
    assert player.here == "The one who came last"


def test_a_key_goes_back(player: Player) -> None:
    player.click(player.page.foot.onward)
    player.key(player.page, Qt.Key.Key_PageUp, ALT)
    assert player.here == "Twenty-six of twenty-eight"


def test_the_keys_are_shown_with_the_buttons(player: Player) -> None:
    assert "Ctrl+Return" in player.page.foot.onward.toolTip()
    assert "Alt+Page Up" in player.page.foot.back.toolTip()


def test_a_new_page_starts_at_its_title(player: Player) -> None:
    player.click(player.page.foot.onward)
    assert player.page.view
    assert QApplication.focusWidget() is player.page.view.title
    assert player.page.view.title.accessibleName() == "The one who came last, 2 of 8 · 2 minutes"


def test_continue_asks_before_a_page_is_done_and_skipping_leaves_it_open(player: Player) -> None:
    player.open(Rating)
    player.click(player.page.foot.onward)
    assert player.page.foot.notice.words.startswith("Five statements are still open.")
    player.press("Skip for now")
    assert player.here == "What the studies can carry"
    assert player.kept.finished == frozenset()


def test_finish_names_what_is_open_and_leads_there(player: Player) -> None:
    player.open(Plan)
    player.click(player.page.foot.onward)
    assert player.page.foot.notice.words.startswith("Almost there.")
    player.press("How it grew", player.page.foot.notice)
    assert player.here == "How it grew"


def test_the_program_started_anew_opens_on_the_same_page_with_no_answer(come: Callable[[], Player]) -> None:
    player = come()
    player.open(Choice)
    player.click(player.find(RadioRow)[0])
    again = come()
    assert again.here == "What the studies can carry"
    assert not any(row.isChecked() for row in again.find(RadioRow))


def test_no_answer_reaches_the_settings_of_qt_or_the_window_title(player: Player) -> None:
    player.open(Choice)
    player.click(player.find(RadioRow)[0])
    assert QSettings().allKeys() == []
    assert player.page.window().windowTitle() == ""


def test_a_picture_has_its_words_as_its_name(player: Player) -> None:
    names = [part.accessibleName() for one in player.find(FigureWidget) for part in one.findChildren(QWidget)]
    assert any(name.startswith("An empty desk beside a tall classroom window.") for name in names)


def test_a_citation_opens_its_reference_in_place_and_closes_it(player: Player) -> None:
    prose = next(one for one in player.find(Prose) if "cite:roorda2011" in one.toHtml())
    before = len(player.find(Prose))
    prose.anchorClicked.emit("cite:roorda2011")
    QApplication.processEvents()
    opened = [one.toPlainText() for one in player.find(Prose)]
    assert len(opened) == before + 1
    assert any("https://doi.org/10.3102/0034654311421793" in words for words in opened)
    player.press("Put away")
    assert len(player.find(Prose)) == before


def test_a_narrow_window_shows_the_outline_in_the_place_of_the_page(player: Player) -> None:
    player.page.resize(900, 600)
    QApplication.processEvents()
    found = player.page.findChild(Outline)
    assert isinstance(found, Outline)
    assert not found.isVisible()
    player.click(player.page.foot.outline)
    assert found.isVisible()
    player.press("Look again")
    assert (player.here, found.isVisible()) == ("Look again", False)


def test_everything_fits_into_a_small_window_with_large_text(player: Player, theme: Theme) -> None:
    theme.apply("contrast", 200, True)
    player.page.resize(934, 520)
    QApplication.processEvents()
    for activity in player.module.activities:
        player.presenter.jump(activity.id)
        QApplication.processEvents()
        assert player.page.view
        view = player.page.view
        assert view.horizontalScrollBar().maximum() == 0, activity.id
        assert player.page.foot.geometry().bottom() < player.page.height()
