"""The course on this machine: a folder of one pack, opened fast and checked before anything of it is shown."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from cor_desktop.errors import CourseTrouble
from cor_protocol import pack

if TYPE_CHECKING:
    from cor_protocol.module import Module
    from cor_protocol.pack import ModuleEntry, PackIndex

DEFAULT_FOLDER = Path(__file__).parents[1] / "packs" / "current"
"""The course that came with the program."""

_KEPT = "Your progress is kept; nothing of it is lost."
_INSTALL = "Please install COR Desktop again, or ask who looks after this computer."


class CatalogFault(CourseTrouble):
    """The course, a module or a picture of it cannot be shown."""

    @property
    def sentence(self) -> str:
        """What it means, and what to do."""
        return f"{self.meaning} {self.advice}"


class Catalog:
    """The modules of one pack. The index is read when first asked for, a module or a picture whenever it is.

    Making a catalog reads nothing, so a damaged course never keeps the program from starting: every other method
    raises CatalogFault where the pack is missing, damaged or cut short.

    `language` is the one the learner reads; a module that the pack does not have in it is given as its author wrote it.
    It may be changed at any time, and holds for whatever is asked for after that.
    """

    def __init__(self, folder: Path = DEFAULT_FOLDER, language: str = "") -> None:
        self._folder = folder
        self.language = language
        self._modules: dict[str, Module] = {}

    @property
    def version(self) -> int:
        """The version of the whole course; it rises with every change."""
        return self._index.version

    @functools.cached_property
    def _index(self) -> PackIndex:
        try:
            return pack.read_index(self._read)
        except pack.PackFault as fault:
            raise _course_fault(fault) from fault

    def entries(self) -> tuple[ModuleEntry, ...]:
        """What the home cards show: the newest version of each module, by its number. Reads nothing."""
        keys = {entry.key for entry in self._index.modules}
        return tuple(sorted(map(self._entry, keys), key=lambda entry: (entry.number, entry.key)))

    def modules(self) -> tuple[Module, ...]:
        """The newest version of each module, whole, by its number."""
        return tuple(self.module(entry.key) for entry in self.entries())

    def module(self, key: str, version: int | None = None) -> Module:
        """Read a module: the version a learner began, or the newest. Raises KeyError where the pack has none."""
        entry = self._entry(key, version)
        if entry.sha256 not in self._modules:
            self._modules[entry.sha256] = self._load(entry)
        return self._modules[entry.sha256]

    def media(self, key: str, name: str, version: int | None = None) -> bytes:
        """Read a picture of a module by the name its text uses. Raises KeyError where the module has none."""
        from cor_desktop.learning.safe_picture import picture_problem

        found = next((item for item in self._entry(key, version).media if item.name == name), None)
        if found is None:
            raise KeyError(name)
        try:
            raw = pack.read_media(self._read, found)
        except pack.PackFault as fault:
            raise _picture_fault(str(fault)) from fault
        if problem := picture_problem(name, raw):
            raise _picture_fault(f"The picture {name} is not shown: {problem}.")
        return raw

    def _entry(self, key: str, version: int | None = None) -> ModuleEntry:
        """The newest version where none is named, in the learner's language where the pack has it."""
        found = [entry for entry in self._index.modules if entry.key == key and version in (None, entry.version)]
        if not found:
            raise KeyError(key if version is None else f"{key}:{version}")
        return max(found, key=lambda entry: (entry.version, entry.language == self.language, entry.is_source))

    def _load(self, entry: ModuleEntry) -> Module:
        from cor_desktop.learning.safe_html import every_html, html_problem

        try:
            module = pack.read_module(self._read, entry)
        except pack.PackFault as fault:
            raise _module_fault(entry, str(fault)) from fault
        if problem := next(filter(None, map(html_problem, every_html(module))), None):
            raise _module_fault(entry, f"Its text holds something this program does not show: {problem}.")
        return module

    def _read(self, name: str, limit: int) -> bytes:
        with (self._folder / name).open("rb") as file:
            return file.read(limit)


def _course_fault(fault: pack.PackFault) -> CatalogFault:
    return CatalogFault("The course on this computer is damaged", f"{fault} {_KEPT}", _INSTALL)


def _module_fault(entry: ModuleEntry, reason: str) -> CatalogFault:
    return CatalogFault(f"“{entry.title}” cannot be opened", f"{reason} {_KEPT}", _INSTALL)


def _picture_fault(reason: str) -> CatalogFault:
    return CatalogFault("A picture cannot be shown", reason, "You can go on: the text is complete without it.")
