"""P15: what looking for a newer course costs on the line, and fetching one of 200 pages of which 10 changed.

The pages are those of our own modules, again and again until there are 200. The ten that change stand in ten modules,
which is the worst case: of each module its version changes, too.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import proxy
from bench.proxy import Proxy, Traffic
from bench.result import Result, at_most
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.update_course import look_for_course
from cor_desktop.app import build_desk
from cor_desktop.learning.catalog import Catalog
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_protocol.module import Activity, Module
from cor_protocol.pack import PackIndex, blob_name, compiled, entry_of, index_to_bytes, parts_of, sha256_of
from tools.local_server import LocalServer, free_port

PAGES, CHANGED = 200, 10
FIRST = 1_000_000
"""Version of the course that is measured with, above that of any real one."""


def measure() -> Iterator[Result]:
    """Four results: requests and bytes of looking where nothing is new; requests and bytes where ten pages are."""
    before = _course()
    after = [_mended(module) if number < CHANGED else module for number, module in enumerate(before)]
    with tempfile.TemporaryDirectory() as folder, _serving(Path(folder)) as (line, desk):
        _publish(Path(folder), before, FIRST)
        _traffic_of(desk, line, True)
        nothing = _traffic_of(desk, line, False)
        _publish(Path(folder), after, FIRST + 1)
        ten = _traffic_of(desk, line, True)
        whole = _zipped(Path(folder) / "course")
    what = "course: looking, nothing new"
    yield at_most("P15", f"{what}: requests (0 where a sync told it)", nothing.requests, "requests", 2)
    yield at_most("P15", f"{what}: bytes both ways, with headers", nothing.total, "B", 600)
    what = f"course: {CHANGED} of {PAGES} pages changed, in {CHANGED} modules"
    yield at_most("P15", f"{what}: requests", ten.requests, "requests", 2 + 2 * CHANGED)
    yield at_most("P15", f"{what}: bytes both ways, with headers (whole as .zip: {whole:,} B)", ten.total, "B", 70_000)


def _course() -> list[Module]:
    modules, pages = [], 0
    for number, module in enumerate(itertools.cycle(Catalog().modules())):
        few = tuple(_renamed(page, f"{number}") for page in module.activities[: PAGES - pages])
        modules.append(dataclasses.replace(module, key=f"bench-{number}", version=1, number=number, activities=few))
        pages += len(few)
        if pages == PAGES:
            return modules
    raise RuntimeError("there is no course to measure with: `make setup` packs it")


def _mended(module: Module) -> Module:
    """A module of which one page has another title, published as a new version."""
    pages = (module.activities[0], _renamed(module.activities[1], "mended"), *module.activities[2:])
    return dataclasses.replace(module, version=module.version + 1, activities=pages)


def _renamed(page: Activity, word: str) -> Activity:
    """A page of its own: what is the same in two modules would travel once."""
    return dataclasses.replace(page, title=f"{page.title} ({word})")


def _publish(folder: Path, modules: list[Module], version: int) -> None:
    pack = folder / "course"
    (pack / "blobs").mkdir(parents=True, exist_ok=True)
    cover = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    for blob in (cover, *(part for module in modules for part in parts_of(module))):
        (pack / blob_name(sha256_of(blob))).write_bytes(blob)
    entries = tuple(entry_of(module, compiled(module), {module.cover: cover}) for module in modules)
    (pack / "index.json").write_bytes(index_to_bytes(PackIndex(version, entries)))
    command = [sys.executable, "-m", "sync_server", "catalog", "load", str(pack), "--data", str(folder / "server")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _traffic_of(desk: Desk, line: Proxy, expected: bool) -> Traffic:
    line.traffic = Traffic()
    if look_for_course(desk, lambda here, total: None) is not expected:
        raise RuntimeError("the course that came is not the one that was measured for")
    return line.traffic


def _zipped(pack: Path) -> int:
    """What people would carry: the whole course in one file."""
    with zipfile.ZipFile(pack.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in pack.rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(pack))
    return pack.with_suffix(".zip").stat().st_size


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[tuple[Proxy, Desk]]:
    """A server, a line on which everything is counted, and a computer at its other end."""
    port = free_port()
    server = LocalServer(folder / "server", port, log=folder / "log")
    closing: Callable[[], None] = lambda: None  # noqa: E731
    try:
        server.start()
        server.wait_until_ready()
        with proxy.running(port) as line:
            desk = _a_desk(folder, f"http://127.0.0.1:{line.port}")
            closing = desk.store.close
            yield line, desk
            desk.server.close()  # type: ignore[attr-defined]
    finally:
        closing()
        server.stop()


def _a_desk(folder: Path, address: str) -> Desk:
    paths = Paths(folder / "data", folder / "config")
    paths.make()
    settings = Settings(paths.settings)
    settings.set("server_address", address)
    return build_desk(paths, settings)
