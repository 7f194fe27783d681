"""Checking folders: one module, or a course of several, each in every language it is translated into."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.lint import cannot_be_played, lint, lint_translation, worth_a_look
from cor_desktop.authoring.parser import Parsed, parse
from cor_desktop.authoring.source import read_source
from cor_desktop.authoring.spelling import spelling_faults
from cor_desktop.authoring.translation import in_language, read_translations
from cor_protocol.module import Module
from cor_protocol.pack import compiled

MAX_COURSE = 6_000_000
"""Bytes of all modules together, with pictures and translations: an hour on the slowest line that schools have."""


@dataclass(frozen=True, slots=True)
class CheckedModule:
    """A module that can be played, its pictures by name, and the same module in each language that is complete."""

    module: Module
    media: Mapping[str, bytes]
    translations: tuple[Module, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of everything a pack holds of it."""
        texts = (compiled(each) for each in (self.module, *self.translations))
        return sum(map(len, (*texts, *self.media.values())))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a module is translated into a language."""

    file: str
    done: int
    of: int

    def __str__(self) -> str:
        share = 100 * self.done // self.of
        left = "complete" if self.done == self.of else f"{self.of - self.done} texts wait for a translator"
        return f"{self.file}: {share} % translated, {left}"


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome: every fault, by file and line, and the modules, which are all of them where there is no fault.

    `advice` is worth a look, and keeps no module from being packed.
    """

    modules: tuple[CheckedModule, ...]
    faults: tuple[Fault, ...]
    advice: tuple[Fault, ...] = ()
    coverage: tuple[Coverage, ...] = ()


@dataclass(slots=True)
class _Found:
    """What one folder gives."""

    parsed: Parsed
    faults: set[Fault] = field(default_factory=set)
    advice: set[Fault] = field(default_factory=set)
    module: CheckedModule | None = None
    coverage: list[Coverage] = field(default_factory=list)


def module_folders(folder: Path) -> tuple[Path, ...]:
    """The modules in `folder`: itself where it has a module.yaml, else its folders that have one."""
    if (folder / "module.yaml").is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob("*/module.yaml")))


def check(folders: Iterable[Path]) -> Checked:
    """Check modules by themselves and beside one another."""
    found = [_look_at(folder) for folder in folders]
    modules = sorted((each.module for each in found if each.module), key=lambda each: each.module.number)
    faults = {fault for each in found for fault in each.faults}
    faults.update(_clashes([each.parsed for each in found]), _too_large(found))
    advice = {fault for each in found for fault in each.advice}
    coverage = [each for one in found for each in one.coverage]
    return Checked(tuple(modules), tuple(sorted(faults)), tuple(sorted(advice)), tuple(coverage))


def _look_at(folder: Path) -> _Found:
    found = _Found(parse(read_source(folder)))
    found.faults.update(lint(found.parsed))
    found.advice.update(worth_a_look(found.parsed))
    module = found.parsed.module
    if module is not None and not cannot_be_played(found.parsed):
        found.module = CheckedModule(module, found.parsed.source.media)
        _look_at_translations(found, found.module)
    return found


def _look_at_translations(found: _Found, checked: CheckedModule) -> None:
    """Check the translations of a module that can be played; before that, what they are laid over is not there."""
    source = found.parsed.source
    modules = []
    for translation in read_translations(source):
        found.faults.update(translation.faults)
        if not translation.of:
            continue
        parsed = parse(in_language(source, translation))
        found.faults.update(fault for fault in lint_translation(parsed) if fault.file == translation.file)
        found.advice.update(spelling_faults(parsed.source))
        found.coverage.append(Coverage(translation.file, translation.done, translation.of))
        if translation.complete and parsed.module is not None:
            modules.append(parsed.module)
    found.module = CheckedModule(checked.module, checked.media, tuple(modules))


def _clashes(parsed: Collection[Parsed]) -> Iterator[Fault]:
    for name in ("key", "number"):
        seen: dict[object, str] = {}
        for source in (each.source for each in parsed if each.source.sound):
            value = source.module.value[name]
            if value in seen:
                yield source.module.fault(f"{name}: {value} is that of {seen[value]} already", name)
            seen.setdefault(value, source.module.file)


def _too_large(found: Collection[_Found]) -> Iterator[Fault]:
    modules = [(each.module.size, each.parsed.source) for each in found if each.module]
    if (total := sum(size for size, _ in modules)) > MAX_COURSE:
        size, largest = max(modules, key=lambda each: each[0])
        sentence = f"the course has {total // 1000:,} kB, of at most {MAX_COURSE // 1000:,}; this is its largest part"
        yield Fault(largest.file(), 1, f"{sentence} ({size // 1000:,} kB)")
