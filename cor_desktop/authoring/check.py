"""Checking folders: one module, or a course of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.lint import lint
from cor_desktop.authoring.parser import Parsed, parse
from cor_desktop.authoring.source import read_source
from cor_protocol.module import Module


@dataclass(frozen=True, slots=True)
class CheckedModule:
    """A module without faults, ready to be packed, and its pictures by name."""

    module: Module
    media: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome: every fault, by file and line, and the modules, which are all of them where there is no fault."""

    modules: tuple[CheckedModule, ...]
    faults: tuple[Fault, ...]


def module_folders(folder: Path) -> tuple[Path, ...]:
    """The modules in `folder`: itself where it has a module.yaml, else its folders that have one."""
    if (folder / "module.yaml").is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob("*/module.yaml")))


def check(folders: Iterable[Path]) -> Checked:
    """Check modules by themselves and beside one another."""
    parsed = [parse(read_source(folder)) for folder in folders]
    faults = {fault for each in parsed for fault in (*each.faults, *lint(each))}
    faults.update(_clashes(parsed))
    modules = [CheckedModule(each.module, each.source.media) for each in parsed if each.module is not None]
    return Checked(tuple(sorted(modules, key=lambda each: each.module.number)), tuple(sorted(faults)))


def _clashes(parsed: Iterable[Parsed]) -> Iterator[Fault]:
    for field in ("key", "number"):
        seen: dict[object, str] = {}
        for source in (each.source for each in parsed if each.source.sound):
            value = source.module.value[field]
            if value in seen:
                yield source.module.fault(f"{field}: {value} is that of {seen[value]} already", field)
            seen.setdefault(value, source.module.file)
