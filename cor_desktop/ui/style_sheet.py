"""The one style sheet, written from the tokens."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.ui.tokens import Tokens

_ICONS = Path(__file__).with_name("assets") / "icons"


def style_sheet(now: Tokens) -> str:
    """The application's style sheet for this design."""
    return "\n".join(
        (_text(now), _frames(now), _buttons(now), _fields(now), _marks(now), _scrolling(now), _window(now))
    )


def _text(now: Tokens) -> str:
    c = now.colours
    return f"""
* {{ font-family: "Noto Sans"; font-size: {now.font("body")}px; }}
QLabel {{ color: {c.ink}; background: transparent; }}
QLabel[role="display"] {{ font-family: "Noto Serif"; font-weight: 700; font-size: {now.font("display")}px; }}
QLabel[role="title"] {{ font-family: "Noto Serif"; font-weight: 700; font-size: {now.font("title")}px; }}
QLabel[role="heading"] {{ font-weight: 700; font-size: {now.font("heading")}px; }}
QLabel[role="lead"] {{ font-size: {now.font("lead")}px; }}
QLabel[role="label"] {{ font-weight: 700; }}
QLabel[role="muted"] {{ color: {c.muted}; }}
QLabel[role="caption"] {{ color: {c.muted}; font-size: {now.font("caption")}px; }}
QLabel[role="good"] {{ color: {c.good}; }}
QLabel[role="warm"] {{ color: {c.warm}; }}
QLabel[role="bad"] {{ color: {c.bad}; }}
QLabel[role="tag"], QLabel[role="tag-good"], QLabel[role="tag-warm"] {{
  font-size: {now.font("caption")}px; font-weight: 700; border-radius: {now.size(11)}px;
  padding: {now.size(2)}px {now.size(10)}px; }}
QLabel[role="tag"] {{ color: {c.muted}; background: {c.sunken}; border: 1px solid {c.line}; }}
QLabel[role="tag-good"] {{ color: {c.good}; background: {c.good_soft}; border: 1px solid {c.good}; }}
QLabel[role="tag-warm"] {{ color: {c.warm}; background: {c.warm_soft}; border: 1px solid {c.warm}; }}
QTextBrowser[role="prose"], QTextBrowser[role="prose"]:focus {{ background: transparent; border: none; padding: 0; }}
QTextBrowser[role="ledger"] {{ background: transparent; border: 2px solid transparent; border-radius: 8px;
  padding: 0; }}
QTextBrowser[role="ledger"]:focus {{ border: 2px solid {c.focus}; padding: 0; }}
QToolTip {{ color: {c.ground}; background: {c.ink}; border: 1px solid {c.ink}; padding: 4px 6px; }}
"""


def _frames(now: Tokens) -> str:
    c = now.colours
    notes = "\n".join(
        f'QFrame[role="{name}"] {{ background: {ground}; border: 1px solid {edge}; border-radius: 10px; }}'
        for name, ground, edge in (
            ("note", c.sunken, c.line),
            ("note-good", c.good_soft, c.good),
            ("note-warm", c.warm_soft, c.warm),
            ("note-bad", c.bad_soft, c.bad),
            ("panel", c.sunken, c.line),
            ("card", c.surface, c.line),
        )
    )
    return f"""{notes}
QFrame[role="card"] {{ border-radius: 14px; }}
QFrame[role="chosen"] {{ background: {c.accent_soft}; border: 2px solid {c.accent}; border-radius: 10px; }}
"""


def _buttons(now: Tokens) -> str:
    c = now.colours
    across, down = now.space(4), now.space(2)
    return f"""
QPushButton {{ color: {c.accent}; background: {c.surface}; border: 1px solid {c.edge}; border-radius: 8px;
  padding: {down}px {across}px; font-weight: 700; min-height: {now.size(20)}px; }}
QPushButton:hover {{ background: {c.accent_soft}; }}
QPushButton:pressed {{ background: {c.accent_soft}; color: {c.accent_strong}; }}
QPushButton:disabled {{ color: {c.muted}; border-color: {c.line}; background: {c.sunken}; }}
QPushButton[role="primary"] {{ color: {c.on_accent}; background: {c.accent}; border-color: {c.accent}; }}
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed {{
  background: {c.accent_strong}; border-color: {c.accent_strong}; }}
QPushButton[role="primary"]:disabled {{ color: {c.muted}; background: {c.sunken}; border-color: {c.line}; }}
QPushButton[role="link"] {{ color: {c.accent}; background: transparent; border: 1px solid transparent;
  padding: {now.space(1)}px 1px; text-decoration: underline; }}
QPushButton[role="link"]:hover {{ color: {c.accent_strong}; }}
QPushButton:focus, QPushButton[role="primary"]:focus, QPushButton[role="link"]:focus {{
  border: 2px solid {c.focus}; padding: {down - 1}px {across - 1}px; }}
QPushButton[role="link"]:focus {{ padding: {now.space(1) - 1}px 0; }}
QPushButton[role="primary"]:focus {{ border-color: {c.focus}; }}
QToolButton {{ color: {c.ink}; background: transparent; border: 2px solid transparent; border-radius: 8px;
  padding: {now.space(1)}px; }}
QToolButton:hover {{ background: {c.accent_soft}; }}
QToolButton:focus {{ border-color: {c.focus}; }}
QToolButton[role="nav"] {{ font-size: {now.font("caption")}px; border-radius: 12px; padding: {now.space(1)}px; }}
QPushButton[role="question"], QPushButton[role="question"]:pressed {{ background: transparent; padding: 0;
  border: 2px solid transparent; }}
QPushButton[role="question"]:hover {{ background: {c.accent_soft}; }}
QPushButton[role="question"]:focus {{ border-color: {c.focus}; padding: 0; }}
QToolButton[role="nav"]:checked {{ background: {c.accent_soft}; color: {c.accent}; font-weight: 700; }}
"""


def _fields(now: Tokens) -> str:
    c = now.colours
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{ color: {c.ink}; background: {c.surface}; border: 1px solid {c.edge};
  border-radius: 8px; padding: {now.space(2)}px {now.space(3)}px; selection-background-color: {c.accent};
  selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{ border: 2px solid {c.focus};
  padding: {now.space(2) - 1}px {now.space(3) - 1}px; }}
QLineEdit:disabled, QComboBox:disabled, QLineEdit:read-only {{ color: {c.muted}; background: {c.sunken}; }}
QLineEdit[large="true"] {{ font-family: "Noto Sans"; font-size: {now.font("heading") + 3}px; font-weight: 700; }}
QLineEdit[role="faulty"] {{ border: 2px solid {c.bad}; padding: {now.space(2) - 1}px {now.space(3) - 1}px; }}
QLineEdit[role="faulty"]:focus {{ border: 3px solid {c.focus}; padding: {now.space(2) - 2}px {now.space(3) - 2}px; }}
QComboBox QAbstractItemView {{ color: {c.ink}; background: {c.surface}; border: 1px solid {c.edge};
  selection-background-color: {c.accent_soft}; selection-color: {c.ink}; }}
QComboBox::drop-down {{ border: none; width: {now.size(28)}px; }}
QComboBox::down-arrow {{ image: url("{_picture(now, "drop")}"); width: {now.size(16)}px; height: {now.size(16)}px; }}
QListWidget, QTreeWidget {{ color: {c.ink}; background: {c.surface}; border: 1px solid {c.line}; border-radius: 10px; }}
QListWidget::item {{ padding: {now.space(2)}px; }}
QListWidget::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
"""


def _marks(now: Tokens) -> str:
    """Ticks, dots and bars."""
    c = now.colours
    side = now.size(18)
    return f"""
QCheckBox, QRadioButton {{ color: {c.ink}; spacing: {now.space(2)}px; padding: {now.space(1)}px;
  border: 2px solid transparent; border-radius: 8px; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.focus}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.muted}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {side}px; height: {side}px; background: {c.surface};
  border: 2px solid {c.edge}; }}
QCheckBox::indicator {{ border-radius: {now.size(4)}px; }}
QRadioButton::indicator {{ border-radius: {side // 2 + 2}px; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
  image: url("{_picture(now, "tick")}"); }}
QRadioButton::indicator:checked {{ border-color: {c.accent}; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
  fx: 0.5, fy: 0.5, stop: 0 {c.accent}, stop: 0.55 {c.accent}, stop: 0.62 {c.surface}, stop: 1 {c.surface}); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {c.sunken}; border-color: {c.line}; }}
QProgressBar {{ background: {c.track}; border: none; border-radius: {now.size(4)}px; max-height: {now.size(8)}px;
  min-height: {now.size(8)}px; color: transparent; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {now.size(4)}px; }}
"""


def _picture(now: Tokens, name: str) -> str:
    """What a style sheet cannot tint: drawn once for each appearance."""
    return (_ICONS / f"{name}-{now.appearance}.svg").as_posix()


def _scrolling(now: Tokens) -> str:
    c = now.colours
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget[role="column"], QStackedWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _window(now: Tokens) -> str:
    c = now.colours
    return f"""
QMainWindow, QDialog, QMessageBox, QWidget[role="ground"] {{ background: {c.ground}; }}
QFrame[role="rail"] {{ background: {c.sunken}; border: none; }}
QFrame[role="foot"] {{ background: {c.sunken}; border: none; border-top: 1px solid {c.line}; }}
QFrame[role="foot"] QPushButton[role="link"] {{ font-size: {now.font("caption")}px; font-weight: 400; color: {c.muted};
  padding: {now.space(1)}px; text-decoration: none; text-align: left; min-height: {now.size(16)}px; }}
"""
