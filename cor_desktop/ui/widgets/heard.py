"""What a screen reader is told beyond what Qt knows: headings, lists, notes, pictures, and what is decoration.

Qt has no call for it, so widgets that say more than their class name an interface in `heard_as`, and `install` has Qt
ask for it. It is asked only while a screen reader listens.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QRadioButton, QWidget

Kind = Literal["decoration", "document", "item", "list", "note", "notice", "opens", "picture", "tab", "tabs"]

_Role = QAccessible.Role
_ROLES = {
    "decoration": _Role.Whitespace,
    "document": _Role.Document,
    "item": _Role.ListItem,
    "list": _Role.List,
    "note": _Role.Note,
    "notice": _Role.Notification,
    "opens": _Role.Button,
    "picture": _Role.Graphic,
    "tab": _Role.PageTab,
    "tabs": _Role.PageTabList,
}
_PRESS, _TOGGLE = "Press", "Toggle"
_HEADINGS = ("display", "title", "heading")
_is_installed = False


def heard(widget: QWidget, kind: Kind) -> None:
    """Say what a widget is to a screen reader; its class must name an interface in `heard_as`."""
    widget.setProperty("heard", kind)


def install() -> None:
    """Have Qt ask for our interfaces from now on."""
    global _is_installed
    if not _is_installed:
        QAccessible.installFactory(_interface)
        _is_installed = True


class HeardWidget(QAccessibleWidget):
    """Has the role that `heard` gave its widget; what has nothing but a name is a group of that name."""

    def role(self) -> QAccessible.Role:
        widget, role = self.widget(), super().role()
        is_group = role == _Role.Client and widget.accessibleName()
        return _ROLES.get(widget.property("heard")) or (_Role.Grouping if is_group else role)


class HeardLabel(HeardWidget):
    """A label reads its words. Large ones are headings."""

    def role(self) -> QAccessible.Role:
        widget = self.widget()
        large = widget.property("role") in _HEADINGS and not widget.property("heard")
        return _Role.Heading if large else super().role()

    def text(self, kind: QAccessible.Text) -> str:
        widget = self.widget()
        if kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.accessibleName() or widget.text()
        return super().text(kind)


class HeardButton(HeardWidget):
    """A button that is no box to tick, though it stays down: it opens something, or is one of the main pages."""

    def text(self, kind: QAccessible.Text) -> str:
        widget = self.widget()
        if kind == QAccessible.Text.Name and isinstance(widget, QAbstractButton):
            return widget.accessibleName() or widget.text().replace("&&", "&")
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state, widget = super().state(), self.widget()
        if not isinstance(widget, QAbstractButton):
            return state
        down, kind = int(widget.isChecked()), widget.property("heard")
        if kind == "opens":
            state.expandable, state.expanded, state.collapsed = 1, down, 1 - down
        elif kind == "tab":
            state.selectable, state.selected = 1, down
        return state

    def actionNames(self) -> list[str]:
        return [_PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        widget = self.widget()
        if name in (_PRESS, _TOGGLE) and isinstance(widget, QAbstractButton):
            widget.click()
        else:
            super().doAction(name)


class HeardChoice(HeardButton):
    """A box to tick or a round button. Qt's own would change it for a screen reader without telling the program."""

    def role(self) -> QAccessible.Role:
        return _Role.RadioButton if isinstance(self.widget(), QRadioButton) else _Role.CheckBox

    def state(self) -> QAccessible.State:
        state, widget = super().state(), self.widget()
        if isinstance(widget, QAbstractButton):
            state.checkable, state.checked = 1, int(widget.isChecked())
        return state

    def actionNames(self) -> list[str]:
        return [_TOGGLE, *super().actionNames()[1:]]


def _interface(name: str, of: QObject) -> QAccessibleWidget | None:
    kind = HeardChoice if name in _CHOICES else getattr(of, "heard_as", None)
    return kind(of, _PLAIN[kind]) if kind and isinstance(of, QWidget) else None


_PLAIN = {
    HeardWidget: _Role.Client,
    HeardLabel: _Role.StaticText,
    HeardButton: _Role.Button,
    HeardChoice: _Role.CheckBox,
}
_CHOICES = ("QCheckBox", "QRadioButton")
