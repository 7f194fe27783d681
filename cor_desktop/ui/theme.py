"""The look of everything: call nothing, set a role, and a widget looks right.

Roles are set with `theme.role(widget, "title")` (the dynamic property `role`), or by the widgets of `ui/widgets/`:

    QLabel        display · title · heading · lead · body (the default) · muted · caption · good · warm · bad
                  tag · tag-good · tag-warm (a small rounded word, e.g. a state)
    QFrame        card (raised white) · panel (sunken) · chosen (outlined in the accent colour)
                  note · note-good · note-warm · note-bad (rounded, tinted: notices and feedback)
    QPushButton   primary (one per page) · quiet (outlined, the default) · link (looks like a link)
                  question (opens to its answer)
    QToolButton   nav (the rail)
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QCheckBox, QRadioButton, QProgressBar, QListWidget, QScrollArea
                  look right without a role; `theme.role(field, "faulty")` outlines a field with an error

What is painted by hand asks `theme.tokens()` for colours and sizes in its paintEvent, never earlier, and repaints by
itself when they change (Qt sends StyleChange to every widget). `theme.tokens().still` tells that nothing may move.
Margins and distances that must follow the text size are set again in `changeEvent` on StyleChange; `widgets/box.py`
does it for whole columns.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cor_desktop.ui.tokens import Appearance, Colours, Tokens

ASSETS = Path(__file__).with_name("assets")

_now = Tokens()
_worn: Tokens | None = None
"""What the application wears: it lags behind `_now` between a sketch and its finish."""


def tokens() -> Tokens:
    """The design as it stands now."""
    return _now


def role(widget: QWidget, name: str) -> None:
    """Give a widget its role, also after it was shown."""
    if widget.property("role") == name:
        return
    widget.setProperty("role", name)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Theme(QObject):
    """Dresses the application, and again when the learner or the operating system changes its mind."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._wanted = ("system", 100, False)
        app.setStyle("Fusion")
        self._has_fonts = False
        self._system_is_dark = app.palette().window().color().lightness() < 128
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self, appearance: str, text_size: int, reduce_motion: bool) -> None:
        """Dress everything: `appearance` is system, light, dark or contrast; `text_size` in percent, 100 to 200."""
        self._wanted = (appearance, text_size, reduce_motion)
        self._dress()

    def sketch(self, appearance: str, text_size: int, reduce_motion: bool) -> None:
        """Set what a first paint without words needs, and no more; `finish` does the rest."""
        self._wanted = (appearance, text_size, reduce_motion)
        self._decide()

    def finish(self) -> None:
        """Dress everything as it was sketched."""
        self._dress()

    def _decide(self) -> None:
        global _now
        appearance, text_size, still = self._wanted
        _now = Tokens(self._resolve(appearance), text_size, still)

    def _dress(self) -> None:
        global _worn
        self._decide()
        if _now == _worn:
            return
        _worn = _now
        if not self._has_fonts:
            _load_fonts()
            self._has_fonts = True
        self._app.setFont(_font(_now))
        self._app.setPalette(_palette(_now.colours))
        self._app.setStyleSheet(_style_sheet(_now))
        self.changed.emit()

    def _resolve(self, appearance: str) -> Appearance:
        if appearance in ("light", "dark", "contrast"):
            return cast(Appearance, appearance)
        return "dark" if self._system_is_dark else "light"

    def _system_changed(self, scheme: object) -> None:
        from PySide6.QtCore import Qt  # its enums take 20 ms to make, so they wait for the first paint

        self._system_is_dark = scheme == Qt.ColorScheme.Dark
        self._dress()


def _load_fonts() -> None:
    """A bare machine has no fonts at all, so ours are used everywhere: 2 MB, mapped in about 6 ms."""
    for file in sorted((ASSETS / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _font(now: Tokens) -> QFont:
    font = QFont("Noto Sans")
    font.setPixelSize(now.font("body"))
    return font


def _style_sheet(now: Tokens) -> str:
    from cor_desktop.ui.style_sheet import style_sheet  # after the first paint, like the fonts

    return style_sheet(now)


def _palette(colours: Colours) -> QPalette:
    """What style sheets do not reach: Fusion's own drawing, selections, links, placeholders."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for name, colour in (
        (roles.Window, colours.ground),
        (roles.Base, colours.surface),
        (roles.AlternateBase, colours.sunken),
        (roles.Button, colours.surface),
        (roles.WindowText, colours.ink),
        (roles.Text, colours.ink),
        (roles.ButtonText, colours.ink),
        (roles.ToolTipBase, colours.ink),
        (roles.ToolTipText, colours.ground),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.Accent, colours.accent),
        (roles.Link, colours.accent),
        (roles.LinkVisited, colours.accent),
        (roles.PlaceholderText, colours.muted),
    ):
        palette.setColor(name, QColor(colour))
    for name in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.muted))
    return palette
