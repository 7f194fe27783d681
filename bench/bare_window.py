"""The floor of P1: the least a PySide6 program can do to show a window. Writes the moment of its first paint."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class BareWindow(QLabel):
    """A label as a window."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then note the time once."""
        super().paintEvent(event)
        if "COR_BENCH_FIRST_PAINT" in os.environ:
            Path(os.environ.pop("COR_BENCH_FIRST_PAINT")).write_text(str(time.time_ns()), "ascii")
            QTimer.singleShot(0, QApplication.quit)


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = BareWindow("COR Desktop")
    window.resize(1000, 700)
    window.show()
    sys.exit(app.exec())
