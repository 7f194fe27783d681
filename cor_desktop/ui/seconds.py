"""The second hand of a countdown: it turns only while there is something to count."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from cor_desktop.presenters.countdown import Countdown
from cor_desktop.ui.widgets.page import Page

_SECOND = 1000


def tick_every_second(countdown: Countdown, page: Page) -> None:
    """Have a countdown look at the clock every second while it runs, as long as the page lives."""
    timer = QTimer(page)
    timer.setInterval(_SECOND)
    timer.timeout.connect(countdown.tick)
    page.watch(countdown.left, lambda left: timer.start() if left else timer.stop())
