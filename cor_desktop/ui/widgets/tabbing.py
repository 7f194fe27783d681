"""Tab goes as one reads: through what is on the screen now, in the order in which it stands there.

Qt's own order is that in which widgets were made, so that feedback, a new page or a moved step came last.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from cor_desktop.ui import theme


def go_on(within: QWidget, forward: bool) -> bool:
    """Give the focus to the next stop, or the one before; after the last comes the first. False where there is none."""
    parts = list(_parts(within))
    here = QApplication.focusWidget()
    at = parts.index(here) if here in parts else -1
    others = [*parts[at + 1 :], *parts[: max(at, 0)]]
    if not forward:
        others.reverse()
    for part in others:
        if _is_stop(part):
            reasons = Qt.FocusReason
            part.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
            _show(part)
            return True
    return False


def _parts(within: QWidget) -> Iterator[QWidget]:
    """What stands in a widget, from the first to the last: screen readers meet it in the same order.

    What was hidden a moment ago is among them: the focus goes on from where it was.
    """
    for child in within.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield child
            yield from _parts(child)


def _is_stop(part: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return (
        part.isVisible() and part.isEnabled() and (part.focusPolicy() & by_tab) == by_tab and part.focusProxy() is None
    )


def _show(part: QWidget) -> None:
    """Scroll to it, in whatever scrolls around it."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part, 0, theme.tokens().space(4))
        around = around.parentWidget()
