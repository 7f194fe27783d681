"""How well everything can be told from its ground (WCAG 2.2): each pair in the style sheet, and what stands on pages.

The pairs are not listed here: they are read from the sheet, and measured on the screen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QToolButton, QWidget

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.ui.house import House
from cor_desktop.ui.style_sheet import style_sheet
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.tokens import COLOURS, Appearance, Tokens
from cor_desktop.ui.widgets.text import Label
from tests.factories.modules import a_module
from tests.fakes.colours import contrast
from tests.fakes.hearing import ancestry
from tests.fakes.server import FakeServer
from tests.fakes.walking import SIGNED_IN, visit

APPEARANCES: tuple[Appearance, ...] = ("light", "dark", "contrast")
BEST, TEXT, SHAPE = 7.0, 4.5, 3.0
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_GROUND = re.compile(r"QFrame\[role|QMainWindow")
_CONTROL = re.compile(r"QPushButton|QToolButton|QLineEdit|QComboBox|QCheckBox|QRadioButton")
_HANDLE = re.compile(r"QScrollBar::handle|QProgressBar::chunk")


class Rule(NamedTuple):
    """One rule of a sheet."""

    selector: str
    declared: dict[str, str]


def rules(appearance: Appearance) -> list[Rule]:
    return [
        Rule(selector.strip(), dict(re.findall(r"([\w-]+):\s*([^;]+)", declared)))
        for selector, declared in _RULE.findall(style_sheet(Tokens(appearance)))
    ]


def grounds(sheet: list[Rule]) -> set[str]:
    """Every colour that something can stand on: of the window, of cards, panels, notes, the rail and the foot."""
    return {
        rule.declared["background"]
        for rule in sheet
        if _GROUND.match(rule.selector) and rule.declared.get("background", "").startswith("#")
    }


def pairs_of_text(sheet: list[Rule]) -> Iterator[tuple[str, str, str]]:
    """Each colour of words, with its own ground, or where it has none with every ground there is."""
    for selector, declared in sheet:
        for words in ("color", "selection-color"):
            if declared.get(words, "").startswith("#"):
                own = declared.get("background" if words == "color" else "selection-background-color", "")
                for ground in {own} if own.startswith("#") else grounds(sheet):
                    yield selector, declared[words], ground


def pairs_of_shapes(sheet: list[Rule]) -> Iterator[tuple[str, str, str]]:
    """Borders of what can be used, and what moves or fills, with every ground. What is disabled is let off (1.4.11)."""
    for selector, declared in sheet:
        if ":disabled" in selector:
            continue
        edges = [declared.get("border-color", ""), *declared.get("border", "").split()]
        shapes = edges if _CONTROL.match(selector) else []
        if _HANDLE.match(selector):
            shapes = [declared.get("background", "")]
        for shape in shapes:
            for ground in grounds(sheet) if shape.startswith("#") else ():
                yield selector, shape, ground


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_all_words_reach_seven_to_one_on_every_ground(appearance: Appearance) -> None:
    pairs = set(pairs_of_text(rules(appearance)))
    assert len(pairs) > 50 or appearance == "contrast"
    assert [(*pair, round(contrast(*pair[1:]), 2)) for pair in sorted(pairs) if contrast(*pair[1:]) < BEST] == []


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_controls_and_the_focus_can_be_seen_on_every_ground(appearance: Appearance) -> None:
    pairs = set(pairs_of_shapes(rules(appearance)))
    assert any(":focus" in selector for selector, *_colours in pairs)
    assert [(*pair, round(contrast(*pair[1:]), 2)) for pair in sorted(pairs) if contrast(*pair[1:]) < SHAPE] == []


def test_a_pale_word_in_the_sheet_is_found() -> None:
    sheet = [Rule("QFrame[role='card']", {"background": "#ffffff"}), Rule("QLabel", {"color": "#999999"})]
    ((_selector, *pair),) = pairs_of_text(sheet)
    assert contrast(*pair) < TEXT


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_what_is_filled_can_be_told_from_what_is_not(appearance: Appearance) -> None:
    c = COLOURS[appearance]
    assert min(contrast(c.accent, c.line), contrast(c.good, c.line)) >= SHAPE


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_the_words_on_the_screen_reach_what_the_sheet_promises(
    ana: Desk, server: FakeServer, theme: Theme, open_house: Callable[[], House], appearance: Appearance
) -> None:
    module = a_module("one", "two")
    for activity in ("one", "two"):
        open_activity(ana, module, activity)
        finish_activity(ana, module, activity)
    finish_module(ana, module)
    server.award(ana.learner().id, "COR-1")
    theme.apply(appearance, 100, True)
    house = open_house()
    measured = {}
    for stop, _page in visit(house, (*SIGNED_IN, "register")):
        for widget in with_words(house.window):
            measured[stop, type(widget).__name__, widget.accessibleName() or widget.text()] = seen(widget)
    assert {place: round(ratio, 2) for place, ratio in measured.items() if ratio < TEXT} == {}
    assert len(measured) > 200


def with_words(window: QWidget) -> list[QLabel | QAbstractButton]:
    """Labels and buttons with words that are on the screen and not disabled."""
    found: list[QLabel | QAbstractButton] = [*window.findChildren(Label), *window.findChildren(QAbstractButton)]
    shown = [
        one for one in found if one.isVisible() and one.isEnabled() and one.text() and not isinstance(one, QToolButton)
    ]
    return [one for one in shown if all(not isinstance(a, QScrollArea) or _is_inside(one, a) for a in ancestry(one))]


def _is_inside(widget: QWidget, around: QScrollArea) -> bool:
    corner = widget.mapTo(around, QPoint(0, 0))
    return around.viewport().geometry().contains(QRect(corner, widget.size()))


def seen(widget: QWidget) -> float:
    """The contrast of the words as painted: what is most there is the ground, what differs most is a letter."""
    QApplication.processEvents()
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size()).adjusted(4, 3, -4, -3)
    picture = widget.window().grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(picture.pixel(x, y) for y in range(picture.height()) for x in range(picture.width()))
    colours = [QColor(pixel).name() for pixel, _times in pixels.most_common()]
    return max(contrast(colours[0], colour) for colour in colours)
