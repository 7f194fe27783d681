from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from cor_protocol.pack import PackFault
from sync_server.catalog import domain, queries
from sync_server.catalog.models import ModuleVersion
from sync_server.catalog.registry import on_loaded
from tests.factories.modules import a_module
from tests.factories.packs import a_pack

pytestmark = pytest.mark.django_db


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
    domain.load(a_pack(tmp_path, a_module("one", "two", version=2)))
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
