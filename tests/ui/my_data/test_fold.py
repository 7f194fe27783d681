from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cor_desktop.presenters.my_data.parts import Group, Line
from cor_desktop.ui.my_data.fold import AT_ONCE, Fold
from cor_desktop.ui.my_data.ledger import Ledger


def a_fold(qtbot: QtBot, count: int) -> Fold:
    fold = Fold(Group("A module", count, lambda: tuple(Line(str(number), "Opened") for number in range(count))))
    qtbot.addWidget(fold)
    with qtbot.waitActive(fold):
        fold.show()
        fold.activateWindow()
    return fold


def shown(fold: Fold) -> list[str]:
    return [word for ledger in fold.findChildren(Ledger) for word in ledger.toPlainText().split() if word != "Opened"]


def test_it_says_whether_it_is_open(qtbot: QtBot) -> None:
    fold = a_fold(qtbot, 3)
    assert (fold.button.accessibleName(), shown(fold)) == ("A module · 3 items, List closed", [])
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert (fold.button.accessibleName(), shown(fold)) == ("A module · 3 items, List open", ["0", "1", "2"])
    assert not fold.more.isVisible()


def test_it_closes_and_opens_again_without_drawing_twice(qtbot: QtBot) -> None:
    fold = a_fold(qtbot, 3)
    for _ in range(3):
        qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    (ledger,) = fold.findChildren(Ledger)
    assert ledger.isVisible()
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert not ledger.isVisible()


def test_a_long_list_opens_a_part_at_a_time_and_nothing_is_hidden(qtbot: QtBot) -> None:
    fold = a_fold(qtbot, 2 * AT_ONCE + 1)
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert (len(shown(fold)), fold.more.text()) == (AT_ONCE, f"Show more · {AT_ONCE + 1} items")
    qtbot.mouseClick(fold.more, Qt.MouseButton.LeftButton)
    assert fold.more.text() == "Show more · 1 item"
    qtbot.mouseClick(fold.more, Qt.MouseButton.LeftButton)
    assert shown(fold) == [str(number) for number in range(2 * AT_ONCE + 1)]
    assert not fold.more.isVisible()


def test_whoever_reads_by_keys_goes_on_with_the_new_lines(qtbot: QtBot) -> None:
    fold = a_fold(qtbot, AT_ONCE + 1)
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    qtbot.keyClick(fold.more, Qt.Key.Key_Space)
    assert fold.findChildren(Ledger)[-1].hasFocus()


def test_a_closed_list_does_not_offer_more(qtbot: QtBot) -> None:
    fold = a_fold(qtbot, AT_ONCE + 1)
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert not fold.more.isVisible()
