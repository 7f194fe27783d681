from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cor_protocol.pack import PackFault, read_pack
from sync_server.audit.models import Entry
from sync_server.catalog import domain, queries, shelf
from sync_server.catalog.domain import OlderCourse
from sync_server.catalog.models import ModuleVersion
from sync_server.catalog.registry import on_loaded
from sync_server.common.keys import server_public_key
from tests.factories.modules import a_module
from tests.factories.packs import a_pack

pytestmark = pytest.mark.django_db
FSYNC = os.fsync


def test_a_pack_fills_the_catalog(tmp_path: Path) -> None:
    module = a_module("one", optional=("two",))
    assert domain.load(a_pack(tmp_path, module)) == 1
    row = queries.definition("a-module:1")
    assert row is not None
    assert (row.item, row.required, row.minutes) == ("a-module:1", ["a-module:one"], 10)
    assert [title for _, title, _ in row.activities] == ["One", "Two"]
    assert row.contact_hours == [[item.category, item.hours] for item in module.contact_hours]


def test_translations_are_no_modules_of_their_own(tmp_path: Path) -> None:
    module = a_module("one")
    spanish = dataclasses.replace(module, language="es", title="Un módulo")
    assert domain.load(a_pack(tmp_path, spanish, module)) == 1
    assert [(row.title, row.language) for row in queries.versions()] == [("A module", "en")]


def test_an_older_version_stays_when_a_newer_one_comes(tmp_path: Path) -> None:
    domain.load(a_pack(tmp_path, a_module("one")))
    domain.load(a_pack(tmp_path, a_module("one", "two", version=2), version=8))
    assert [row.version for row in queries.versions()] == [2, 1]


def test_loading_the_same_pack_again_changes_nothing(tmp_path: Path) -> None:
    folder = a_pack(tmp_path, a_module("one"))
    domain.load(folder)
    before = list(ModuleVersion.objects.values())
    domain.load(folder)
    assert list(ModuleVersion.objects.values()) == before


def test_a_load_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    monkeypatch.setattr("sync_server.catalog.domain.on_loaded", [*on_loaded, lambda: heard.append(1)])
    domain.load(a_pack(tmp_path, a_module("one")))
    assert heard == [1]


@pytest.mark.parametrize("cut", [0, 40])
def test_a_pack_cut_short_loads_nothing(tmp_path: Path, cut: int) -> None:
    folder = a_pack(tmp_path, a_module("one"), a_module("one", "two", version=2))
    last = json.loads((folder / "index.json").read_bytes())["modules"][1]["parts"][1]["sha256"]
    blob = folder / "blobs" / last
    blob.write_bytes(blob.read_bytes()[:cut])
    with pytest.raises(PackFault, match="cut short"):
        domain.load(folder)
    assert not ModuleVersion.objects.exists()


def test_a_missing_course_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PackFault, match="There is no course in"):
        domain.load(tmp_path / "nowhere")


def test_the_shipped_course_is_looked_for_beside_the_client() -> None:
    assert domain.shipped_pack().parts[-3:] == ("cor_desktop", "packs", "current")


def published() -> shelf.Published:
    course = shelf.published()
    assert course is not None
    return course


def test_a_load_publishes_the_course_and_the_audit_knows(tmp_path: Path) -> None:
    assert (queries.published(), shelf.published()) == (0, None)
    folder = a_pack(tmp_path, a_module("one"), version=12)
    domain.load(folder, "command line")
    assert (queries.published(), shelf.read(published().index)) == (12, (folder / "index.json").read_bytes())
    assert [(row.actor, row.act) for row in Entry.objects.all()] == [("command line", "course.published")]
    domain.load(folder, "command line")
    assert Entry.objects.count() == 1


def test_what_is_published_can_be_exported_signed_and_is_a_whole_pack(tmp_path: Path) -> None:
    author = Ed25519PrivateKey.generate()
    domain.load(a_pack(tmp_path / "in", a_module("one"), version=12, keys=[author]))
    domain.export(tmp_path / "out")
    for key in (server_public_key(), author.public_key().public_bytes_raw()):
        assert read_pack(lambda name, limit: (tmp_path / "out" / name).read_bytes()[:limit], [key]).index.version == 12


def test_without_a_course_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(PackFault, match="No course is published yet"):
        domain.export(tmp_path / "out")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    domain.load(a_pack(tmp_path / "in", a_module("one")))
    (tmp_path / "out").write_text("a file is in the way")
    with pytest.raises(PackFault, match="cannot be written to"):
        domain.export(tmp_path / "out")


def test_an_older_course_is_refused_and_told_apart(tmp_path: Path) -> None:
    domain.load(a_pack(tmp_path / "new", a_module("one", version=2), version=8))
    with pytest.raises(OlderCourse, match="This course has version 7, and version 8 is published"):
        domain.load(a_pack(tmp_path / "old", a_module("one"), version=7))
    assert (queries.published(), queries.definition("a-module:1")) == (8, None)


def test_two_courses_of_one_version_are_refused(tmp_path: Path) -> None:
    domain.load(a_pack(tmp_path / "one", a_module("one")))
    with pytest.raises(PackFault, match="Another course of version 7 is published already"):
        domain.load(a_pack(tmp_path / "other", a_module("one", version=2)))


def test_a_module_version_once_published_never_changes(tmp_path: Path) -> None:
    domain.load(a_pack(tmp_path / "one", a_module("one")))
    before = list(ModuleVersion.objects.values())
    with pytest.raises(PackFault, match=r"“A module” \(a-module\) is published as version 1 with another content"):
        domain.load(a_pack(tmp_path / "other", a_module("one", "two"), version=8))
    assert (list(ModuleVersion.objects.values()), queries.published()) == (before, 7)


def test_a_translation_may_be_mended_under_its_version(tmp_path: Path) -> None:
    module = a_module("one")
    spanish = [dataclasses.replace(module, language="es", title=title) for title in ("Un modulo", "Un módulo")]
    domain.load(a_pack(tmp_path / "one", module, spanish[0]))
    assert domain.load(a_pack(tmp_path / "other", module, spanish[1], version=8)) == 1


def test_a_full_disk_leaves_the_course_that_was_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    domain.load(a_pack(tmp_path / "one", a_module("one")))
    newer = a_pack(tmp_path / "two", a_module("one", "two", version=2), version=8)
    for failing in range(1, 100):
        fail_at(failing, monkeypatch)
        try:
            domain.load(newer)
        except PackFault as fault:
            assert "could not be stored: No space left on device" in str(fault)
            assert (queries.published(), queries.definition("a-module:2")) == (7, None)
            continue
        break
    assert (queries.published(), failing > 3) == (8, True)


def fail_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk be full when the so many-th file is brought there."""
    left = iter(range(1, step))

    def sometimes(handle: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        FSYNC(handle)

    monkeypatch.setattr("sync_server.catalog.shelf.os.fsync", sometimes)


def test_a_picture_that_is_damaged_is_refused(tmp_path: Path) -> None:
    folder = a_pack(tmp_path, a_module("one"))
    (picture,) = json.loads((folder / "index.json").read_bytes())["modules"][0]["media"]
    (folder / "blobs" / picture["sha256"]).write_bytes(b"x" * picture["size"])
    with pytest.raises(PackFault, match="is damaged"):
        domain.load(folder)
    assert queries.published() == 0
