"""A newer course, from the author to the learner: the real server, its real command, the real client's actions."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.import_course import import_course
from cor_desktop.actions.keep_begun import keep_begun
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.take_course import CourseNotTaken
from cor_desktop.actions.update_course import look_for_course
from cor_desktop.actions.views import record
from cor_desktop.learning.catalog import Catalog
from cor_desktop.learning.shelf import Shelf
from cor_desktop.sync.transport import Transport
from cor_protocol.module import Module
from tests.factories.courses import silent
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.factories.server_process import cor_server
from tests.fakes.a_desk import a_desk
from tests.fakes.clock import HandClock
from tools.local_server import LocalServer
from tools.mailbox import Mailbox

ONE, TWO = a_module("a", "b"), a_module("a", "b", "c", version=2)
FIRST, SECOND = 900, 901
"""Versions of the course; far above that of the one that the server came with."""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The course of before, as clients came with it."""
    return a_pack(tmp_path / "shipped", ONE, version=FIRST)


@contextmanager
def computer(folder: Path, server: LocalServer, shipped: Path, name: str) -> Iterator[Desk]:
    """A computer on which somebody has just registered."""
    transport = Transport(lambda: server.url)
    desk = a_desk(folder, HandClock(), transport, Catalog(shipped, shelf=Shelf(folder / "data" / "course")))
    desk.settings.set("server_address", server.url)
    form = RegistrationForm(name, "Bell", f"{name}@example.org", "paper boats cross quietly", policy_version=1)
    confirm(desk, register(desk, form), Mailbox(folder.parent / "server.log").code_for(form.email))
    try:
        yield desk
    finally:
        desk.store.close()
        transport.close()


def publish(tmp_path: Path, folder: Path) -> None:
    done = cor_server("catalog", "load", str(folder), "--data", str(tmp_path / "server"))
    assert done.returncode == 0, done.stderr


def complete(desk: Desk, module: Module) -> None:
    for activity in module.activities:
        open_activity(desk, module, activity.id)
        finish_activity(desk, module, activity.id)
    finish_module(desk, module)


def awarded(tmp_path: Path) -> list[tuple[str, int]]:
    """Who has a certificate, and for which version."""
    query = (
        "SELECT email, module_version FROM certificates_credential JOIN accounts_user ON accounts_user.id = account_id"
        " ORDER BY email"
    )
    database = sqlite3.connect(tmp_path / "server" / "cor.sqlite3")
    try:
        return list(database.execute(query))
    finally:
        database.close()


def test_m17_who_is_in_the_middle_finishes_what_they_began_and_others_begin_the_newer_one(
    server: LocalServer, tmp_path: Path, shipped: Path
) -> None:
    publish(tmp_path, shipped)
    with (
        computer(tmp_path / "ana", server, shipped, "ana") as ana,
        computer(tmp_path / "bo", server, shipped, "bo") as bo,
    ):
        open_activity(ana, ana.catalog.module("a-module"), "a")
        publish(tmp_path, a_pack(tmp_path / "second", TWO, version=SECOND))
        for desk in (ana, bo):
            assert synchronize(desk).course == SECOND > desk.catalog.version
            assert look_for_course(desk, silent)
        begun = record(ana)["a-module"].version
        assert (begun, ana.catalog.module("a-module", begun), ana.catalog.module("a-module")) == (1, ONE, TWO)
        complete(ana, ana.catalog.module("a-module", begun))
        complete(bo, bo.catalog.module("a-module"))
        assert [synchronize(desk).new_certificates for desk in (ana, bo)] == [1, 1]
        assert awarded(tmp_path) == [("ana@example.org", 1), ("bo@example.org", 2)]
        keep_begun(ana)
        assert not look_for_course(ana, silent)


def test_what_the_server_exports_comes_by_stick_to_who_knows_the_server_and_to_nobody_else(
    server: LocalServer, tmp_path: Path, shipped: Path
) -> None:
    publish(tmp_path, a_pack(tmp_path / "second", TWO, version=SECOND))
    stick = tmp_path / "stick"
    exported = cor_server("catalog", "export", str(stick), "--data", str(tmp_path / "server"))
    assert exported.returncode == 0, exported.stderr
    with computer(tmp_path / "ana", server, shipped, "ana") as ana:
        server.stop()
        assert import_course(ana, stick, silent)
        assert ana.catalog.modules() == (TWO,)
    stranger = a_desk(tmp_path / "x", HandClock(), None, Catalog(shipped, shelf=Shelf(tmp_path / "x" / "course")))
    with pytest.raises(CourseNotTaken, match="not signed by anybody whom this computer trusts"):
        import_course(stranger, stick, silent)
    stranger.store.close()


def test_a_large_page_that_was_half_there_is_fetched_from_there(
    server: LocalServer, tmp_path: Path, shipped: Path
) -> None:
    import dataclasses

    noise = os.urandom(150_000).hex()
    newer = dataclasses.replace(TWO, summary=noise)
    publish(tmp_path, a_pack(tmp_path / "second", newer, version=SECOND))
    with computer(tmp_path / "ana", server, shipped, "ana") as ana:
        assert ana.catalog.shelf is not None
        entry = Catalog(tmp_path / "second").entries()[0]
        rest = entry.parts[-1]
        whole = (tmp_path / "second" / "blobs" / rest.sha256).read_bytes()
        ana.catalog.shelf.add(rest, iter([whole[:123_456]]))
        asked: list[int] = []
        real = ana.server.course_blob

        def watched(sha256: str, start: int, size: int) -> Iterator[bytes]:
            asked.append(start)
            return real(sha256, start, size)

        ana.server.course_blob = watched  # type: ignore[method-assign]
        assert look_for_course(ana, silent)
        assert (123_456 in asked, ana.catalog.modules()) == (True, (newer,))
