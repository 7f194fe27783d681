"""Text of the course whose citations open in place: the full reference right below the text that cites it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtWidgets import QWidget

from cor_desktop.ui.tokens import Type
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column, Panel
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.text import Label, LinkButton
from cor_desktop.words import _
from cor_protocol.module import Reference


class References:
    """The bibliography of a module, by id."""

    def __init__(self, bibliography: Iterable[Reference] = ()) -> None:
        self._by_id = {reference.id: reference for reference in bibliography}

    def find(self, reference: str) -> Reference | None:
        """The reference of that id, or None."""
        return self._by_id.get(reference)


class CitedProse(Column):
    """Running text. Following a citation opens its reference below; following it again puts it away."""

    def __init__(
        self, references: References, html: str = "", size: Type = "lead", parent: QWidget | None = None
    ) -> None:
        super().__init__(gap=2, parent=parent)
        self._references = references
        self._size = size
        self._source: _Source | None = None
        self._prose = Prose(html, cited=self.cite, size=size)
        self.add(self._prose)

    def set_html(self, html: str) -> None:
        """Show another text."""
        self._put_away()
        self._prose.set_html(html)

    def cite(self, reference: str) -> None:
        """Show the reference of that id, or put it away where it is shown."""
        found = self._references.find(reference)
        shown = self._source.reference if self._source else None
        self._put_away()
        if found and found != shown:
            self._source = _Source(found, self._put_away)
            self.add(self._source)
            announce(self, f"{found.short}: {found.full}")

    def _put_away(self) -> None:
        if self._source:
            self._source.hide()
            self._source.deleteLater()
            self._source = None


class _Source(Panel):
    """One reference in full. Its DOI is a link, and text that can be copied."""

    def __init__(self, reference: Reference, close: Callable[[], None]) -> None:
        super().__init__(gap=1)
        self.reference = reference
        self.add(Label(reference.short, "label"))
        self.add(Prose(_full(reference), size="body"))
        below = Flow()
        below.add(LinkButton(_("Put away"), close))
        self.add(below)


def _full(reference: Reference) -> str:
    url = f"https://doi.org/{escape(reference.doi, quote=True)}"
    link = f'<br><a href="{url}">{url}</a>' if reference.doi else ""
    return f"<p>{escape(reference.full)}{link}</p>"
