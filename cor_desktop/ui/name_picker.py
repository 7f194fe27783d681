"""The names that are remembered on this computer, as buttons; one of them can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt

from cor_desktop.actions.remembered import RememberedName
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.text import Label, LinkButton, NameButton
from cor_desktop.words import _


class NamePicker(Column):
    """Shows names, and no address. `choose` is called with one of them, or None for somebody else."""

    def __init__(
        self, choose: Callable[[RememberedName | None], None], forget: Callable[[RememberedName], None]
    ) -> None:
        super().__init__(gap=2)
        self._choose, self._forget = choose, forget
        self._label = Label(_("Who are you?"), "label")
        self.list, self.chosen = Flow(), Flow()
        for part in (self._label, self.list, self.chosen):
            self.add(part)

    def show_names(self, names: Iterable[RememberedName]) -> None:
        """Offer these names; without any, nothing is shown."""
        names = tuple(names)
        self.list.clear()
        for name in names:
            self.list.add(NameButton(name.name, partial(self._choose, name)))
        self.setVisible(bool(names))

    def show_chosen(self, chosen: RememberedName | None) -> None:
        """Show who is chosen, with the way to choose again."""
        self.chosen.clear()
        self.list.setVisible(chosen is None)
        self.chosen.setVisible(chosen is not None)
        self._label.setText(chosen.name if chosen else _("Who are you?"))
        if chosen:
            self.chosen.add(LinkButton(_("Somebody else"), lambda: self._choose(None)))
            self.chosen.add(LinkButton(_("Do not show this name here any more"), lambda: self._forget(chosen)))

    def focus_first(self) -> None:
        """Go to the first name."""
        first = self.list.findChild(NameButton)
        if first:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
