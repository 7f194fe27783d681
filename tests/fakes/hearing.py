"""What a screen reader meets in a window: Qt's own accessibility tree, walked from its root."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollBar, QWidget

from cor_desktop.ui.widgets.field import Field

Role = QAccessible.Role
_STATES = ("checkable", "checked", "disabled", "editable", "focusable", "focused", "passwordEdit", "readOnly")
_PRESSED = frozenset({Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.PageTab})
_FOCUSED = _PRESSED | {Role.ListItem, Role.StaticText}
"""Text takes the focus where it has links, or can be read line by line."""
_SILENT = frozenset({Role.Whitespace, Role.ScrollBar})


@dataclass(frozen=True)
class Heard:
    """One thing in the tree. `among` is the nearest thing around it that has a name."""

    role: Role
    name: str
    description: str
    states: frozenset[str]
    widget: QWidget | None
    among: str

    @property
    def is_control(self) -> bool:
        """Whether it can be pressed, chosen or typed in."""
        return "focusable" in self.states or self.role in _PRESSED

    @property
    def can_be_used(self) -> bool:
        """Whether it is a control that is not greyed."""
        return self.is_control and "disabled" not in self.states


def hear(window: QWidget) -> list[Heard]:
    """Everything that is shown in the window, in the order in which a screen reader meets it."""
    return list(_walk(QAccessible.queryAccessibleInterface(window), ""))


def faults(things: list[Heard]) -> list[str]:
    """What somebody who hears the window could not make sense of."""
    return [
        *(f"no name: {_what(one)}" for one in things if one.is_control and not _has_words(one.name)),
        *(f"no role of a control: {_what(one)}" for one in things if one.is_control and one.role not in _FOCUSED),
        *(f"no words for a picture: {_what(one)}" for one in things if one.role == Role.Graphic and not one.name),
        *(f"said otherwise than shown: {_what(one)}" for one in things if not _says_what_is_shown(one)),
        *(f"error not told: {_what(one)}" for one in things if not _tells_its_error(one)),
        *(f"same words: {name}" for name in _said_twice(things)),
        *(["no heading"] if not any(one.role == Role.Heading for one in things) else []),
    ]


def _walk(interface: QAccessibleInterface, among: str) -> Iterator[Heard]:
    here = _heard(interface, among)
    if here is None:
        return
    yield here
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield from _walk(child, here.name or among)


def _heard(interface: QAccessibleInterface, among: str) -> Heard | None:
    state = interface.state()
    widget = interface.object()
    if state.invisible or isinstance(widget, QScrollBar):
        return None
    return Heard(
        interface.role(),
        interface.text(QAccessible.Text.Name).strip(),
        interface.text(QAccessible.Text.Description).strip(),
        frozenset(name for name in _STATES if getattr(state, name)),
        widget if isinstance(widget, QWidget) else None,
        among,
    )


def _what(one: Heard) -> str:
    return f"{type(one.widget).__name__} {one.role.name} {one.name!r} in {one.among!r}"


def _has_words(name: str) -> bool:
    return any(letter.isalnum() for letter in name)


def _says_what_is_shown(one: Heard) -> bool:
    """Whoever speaks to the computer says what they see (WCAG 2.5.3). A name that is cut says it whole."""
    shown = one.widget.text() if isinstance(one.widget, QAbstractButton) else ""
    plain = shown.replace("&&", "&").rstrip("… ").casefold()
    return one.role in _SILENT or plain in one.name.casefold()


def _tells_its_error(one: Heard) -> bool:
    field = one.widget.parentWidget() if isinstance(one.widget, QLineEdit) else None
    return not isinstance(field, Field) or field.error in one.description


def _said_twice(things: list[Heard]) -> list[str]:
    """Names by which two buttons cannot be told apart."""
    buttons = (one for one in things if one.role == Role.Button and one.can_be_used)
    return [name for name, times in Counter(one.name for one in buttons).items() if times > 1]


def out_of_order(window: QWidget) -> list[str]:
    """What a screen reader meets before something that stands above it, or nearer to where lines begin."""
    things = [one for one in hear(window) if one.widget and one.name and one.role not in (Role.Window, Role.Note)]
    leaves = [one for one in things if not any(_is_within(other, one) for other in things)]
    pairs = itertools.pairwise(leaves)
    return [f"{one.name!r} before {other.name!r}" for one, other in pairs if not follows(one.widget, other.widget)]


def follows(one: QWidget | None, other: QWidget | None, slack: int = 6) -> bool:
    """Whether the other stands below the one, or further along in reading direction, or within it."""
    if one is None or other is None or one.isAncestorOf(other) or other.isAncestorOf(one):
        return True
    around = next(around for around in ancestry(one) if around.isAncestorOf(other))
    first, second = (_branch(widget, around).geometry() for widget in (one, other))
    if around.isRightToLeft():
        further = second.right() <= first.left() + slack
    else:
        further = second.left() >= first.right() - slack
    return further or second.top() >= first.bottom() - slack


def _branch(widget: QWidget, around: QWidget) -> QWidget:
    """The part of `around` in which the widget stands, wherever it is scrolled to in there."""
    *_within, part = itertools.takewhile(lambda one: one is not around, ancestry(widget))
    return part


def ancestry(widget: QWidget) -> Iterator[QWidget]:
    """The widget, and what it stands in, from the nearest to the window."""
    here: QWidget | None = widget
    while here is not None:
        yield here
        here = here.parentWidget()


def _is_within(one: Heard, around: Heard) -> bool:
    inner, outer = one.widget, around.widget
    return inner is not outer and inner is not None and outer is not None and outer.isAncestorOf(inner)
