"""Courses that come after the program: a desk that takes them, and packs that are offered to it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cor_desktop.actions.desk import Desk
from cor_desktop.clock import Clock
from cor_desktop.learning.catalog import Catalog
from cor_desktop.learning.shelf import Shelf
from cor_desktop.learning.trust import Trust
from cor_protocol.module import Module
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.fakes.a_desk import a_desk
from tests.fakes.server import FakeServer

ADDRESS = "https://cor.example.org"


def silent(here: int, total: int) -> None:
    """Hears how far it is, and says nothing."""


def a_course_desk(folder: Path, clock: Clock, server: FakeServer, *shipped: Module, version: int = 7) -> Desk:
    """A desk whose program came with a course of these modules, or of one; it has met the server's key."""
    pack = folder / "shipped"
    if not pack.exists():
        a_pack(pack, *(shipped or (a_module("a"),)), version=version)
    desk = a_desk(folder, clock, server, Catalog(pack, shelf=Shelf(folder / "data" / "course")))
    desk.settings.set("server_address", ADDRESS)
    Trust(folder / "data" / "course").remember(ADDRESS, server.key)
    return desk


def signed_by(server: FakeServer) -> list[Ed25519PrivateKey]:
    """The keys to sign a pack with, so that clients of this server take it from anywhere."""
    return [Ed25519PrivateKey.from_private_bytes(server.signing_key)]


def zipped(folder: Path, place: Path, within: str = "") -> Path:
    """A pack folder as a .zip, as people make it: of what is in the folder, or of the folder itself (`within`)."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        if within:
            archive.writestr(f"{within}/", "")
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{within}/{path.relative_to(folder)}".lstrip("/"))
    return place
