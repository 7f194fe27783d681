"""The course on this machine: what came with the program, or what came after it; checked before anything is shown."""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from cor_desktop.errors import CourseTrouble
from cor_desktop.words import _
from cor_protocol import pack

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from cor_desktop.learning.shelf import Shelf
    from cor_protocol.module import Module
    from cor_protocol.pack import ModuleEntry, PackIndex

DEFAULT_FOLDER = Path(__file__).parents[1] / "packs" / "current"
"""The course that came with the program."""


class CatalogFault(CourseTrouble):
    """The course, a module or a picture of it cannot be shown."""

    @property
    def sentence(self) -> str:
        """What it means, and what to do."""
        return f"{self.meaning} {self.advice}"


class Catalog:
    """The modules of the newest course here. Its index is read when first asked for, all else whenever it is.

    Making a catalog reads nothing, so a damaged course never keeps the program from starting: every other method
    raises CatalogFault where the pack is missing, damaged or cut short.

    `language` is the one the learner reads; a module that the pack does not have in it is given as its author wrote it.
    It may be changed at any time, and holds for whatever is asked for after that.

    Courses that came after the program lie on the `shelf`. Where the newest of them is damaged, the course that came
    with the program stands in for it, and `damaged` says so. A version that a learner began is found in either, and
    among what the shelf keeps of older ones.
    """

    def __init__(self, folder: Path = DEFAULT_FOLDER, language: str = "", shelf: Shelf | None = None) -> None:
        self._folder = folder
        self.language = language
        self.shelf = shelf
        self._modules: dict[str, Module] = {}
        self._given_up = False

    @property
    def version(self) -> int:
        """The version of the whole course; it rises with every change."""
        return self._present.version

    @property
    def expires(self) -> datetime.date | None:
        """The day by which a newer course was meant to be here."""
        return self._present.expires

    @property
    def damaged(self) -> bool:
        """Whether a newer course lies here that cannot be shown."""
        pointer = self.shelf.pointer() if self.shelf else None
        with contextlib.suppress(CatalogFault):
            return pointer is not None and pointer.version > self.version
        return pointer is not None

    def refresh(self) -> None:
        """Look at the shelf anew: another course may have come."""
        self._given_up = False
        for name in ("_taken", "_shipped", "_present", "_kept"):
            self.__dict__.pop(name, None)

    def entries(self) -> tuple[ModuleEntry, ...]:
        """What the home cards show: the newest version of each module, by its number. Reads nothing."""
        keys = {entry.key for entry in self._present.modules}
        return tuple(sorted(map(self.entry, keys), key=lambda entry: (entry.number, entry.key)))

    def entry(self, key: str, version: int | None = None) -> ModuleEntry:
        """What a card shows of one module: in the version a learner began, or the newest, and in their language.

        Reads nothing. Raises KeyError where there is none.
        """
        places = self._present.modules if version is None else self._everywhere()
        found = [entry for entry in places if entry.key == key and version in (None, entry.version)]
        if not found:
            raise KeyError(key if version is None else f"{key}:{version}")
        return max(found, key=lambda entry: (entry.version, entry.language == self.language, entry.is_source))

    def versions(self, key: str) -> tuple[int, ...]:
        """The versions of a module that are here, the oldest first; also where the course gave the module up."""
        return tuple(sorted({entry.version for entry in self._everywhere() if entry.key == key}))

    def modules(self) -> tuple[Module, ...]:
        """The newest version of each module, whole, by its number."""
        return tuple(self.module(entry.key) for entry in self.entries())

    def module(self, key: str, version: int | None = None) -> Module:
        """Read a module: the version a learner began, or the newest. Raises KeyError where the pack has none."""
        try:
            return self._module(key, version)
        except CatalogFault:
            if not self._give_up():
                raise
            return self._module(key, version)

    def media(self, key: str, name: str, version: int | None = None) -> bytes:
        """Read a picture of a module by the name its text uses. Raises KeyError where the module has none."""
        from cor_desktop.learning.safe_picture import picture_problem

        found = next((item for item in self.entry(key, version).media if item.name == name), None)
        if found is None:
            raise KeyError(name)
        try:
            raw = pack.read_media(self.read, found)
        except pack.PackFault as fault:
            raise _picture_fault(said(fault)) from fault
        if problem := picture_problem(name, raw):
            reason = _("The picture {name} is not shown: {problem}.").format(name=name, problem=problem)
            raise _picture_fault(reason)
        return raw

    def in_versions(self, items: frozenset[tuple[str, int]]) -> tuple[ModuleEntry, ...]:
        """What is known here of these (key, version), in every language, each once."""
        found = {(entry.key, entry.version, entry.language): entry for entry in reversed([*self._everywhere()])}
        return tuple(entry for (key, version, _language), entry in found.items() if (key, version) in items)

    def read(self, name: str, limit: int) -> bytes:
        """Read a blob by its name in a pack's layout: from the shelf or, where it is not sound there, as shipped."""
        if self.shelf is not None:
            with contextlib.suppress(OSError):
                raw = self.shelf.read(name, limit)
                if name.endswith(pack.sha256_of(raw)):
                    return raw
        return self._read_shipped(name, limit)

    @functools.cached_property
    def _present(self) -> PackIndex:
        """The newer one of the two, and of two equals the one that lies beside the program."""
        both = [index for index in (self._shipped, self._taken) if index is not None]
        if not both:
            raise self._fault_of_shipped()
        return max(both, key=lambda index: index.version)

    @functools.cached_property
    def _shipped(self) -> PackIndex | None:
        with contextlib.suppress(pack.PackFault):
            return pack.read_index(self._read_shipped)
        return None

    @functools.cached_property
    def _taken(self) -> PackIndex | None:
        """The course on the shelf, where it is whole."""
        if self.shelf is None or self._given_up:
            return None
        with contextlib.suppress(pack.PackFault):
            index = self.shelf.index()
            if index and self.shelf.looks_whole(blob for entry in index.modules for blob in entry.blobs):
                return index
        return None

    @functools.cached_property
    def _kept(self) -> tuple[ModuleEntry, ...]:
        with contextlib.suppress(OSError):
            return self.shelf.kept() if self.shelf else ()
        return ()

    def _everywhere(self) -> Iterator[ModuleEntry]:
        """The present course first, then the other one, then what is kept of those of before."""
        yield from self._present.modules
        for index in (self._shipped, self._taken):
            if index is not None and index is not self._present:
                yield from index.modules
        yield from self._kept

    def _module(self, key: str, version: int | None) -> Module:
        entry = self.entry(key, version)
        if entry.sha256 not in self._modules:
            self._modules[entry.sha256] = self._load(entry)
        return self._modules[entry.sha256]

    def _load(self, entry: ModuleEntry) -> Module:
        from cor_desktop.learning.safe_html import every_html, html_problem

        try:
            module = pack.read_module(self.read, entry)
        except pack.PackFault as fault:
            raise _module_fault(entry, said(fault)) from fault
        if problem := next(filter(None, map(html_problem, every_html(module))), None):
            reason = _("Its text holds something this program does not show: {problem}.").format(problem=problem)
            raise _module_fault(entry, reason)
        return module

    def _give_up(self) -> bool:
        """Let the shipped course stand in for the one on the shelf, which is damaged; False where it cannot."""
        if self._present is not self._taken or self._shipped is None:
            return False
        self.refresh()
        self._given_up = True
        return True

    def _read_shipped(self, name: str, limit: int) -> bytes:
        with (self._folder / name).open("rb") as file:
            return file.read(limit)

    def _fault_of_shipped(self) -> CatalogFault:
        try:
            pack.read_index(self._read_shipped)
        except pack.PackFault as fault:
            return CatalogFault(meaning=f"{said(fault)} {_kept()}", advice=_install())
        return CatalogFault(meaning=_kept(), advice=_install())


def said(fault: pack.PackFault) -> str:
    """What is wrong with a pack, in the learner's language."""
    return _(fault.sentence).format(**fault.named) if fault.named else _(fault.sentence)


def _kept() -> str:
    return _("Your progress is kept; nothing of it is lost.")


def _install() -> str:
    return _("Please install COR Desktop again, or ask who looks after this computer.")


def _module_fault(entry: ModuleEntry, reason: str) -> CatalogFault:
    title = _("“{module}” cannot be opened").format(module=entry.title)
    return CatalogFault(title, f"{reason} {_kept()}", _install())


def _picture_fault(reason: str) -> CatalogFault:
    advice = _("You can go on: the text is complete without it.")
    return CatalogFault(_("A picture cannot be shown"), reason, advice)
