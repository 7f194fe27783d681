from __future__ import annotations

from pytestqt.qtbot import QtBot

from cor_desktop.presenters.countdown import Countdown
from cor_desktop.ui.seconds import tick_every_second
from cor_desktop.ui.widgets.page import Page
from tests.fakes.clock import HandClock


def test_it_turns_while_there_is_something_to_count_and_then_stands_still(qtbot: QtBot) -> None:
    clock = HandClock()
    countdown = Countdown(clock)
    page = Page("Wait")
    qtbot.addWidget(page)
    tick_every_second(countdown, page)
    countdown.start(5)
    clock.advance(5)
    qtbot.waitUntil(lambda: countdown.left.value == 0, timeout=3000)
