from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from cor_desktop.learning.catalog import Catalog, CatalogFault
from cor_desktop.learning.shelf import Shelf
from cor_protocol.module import Html, Module, Prose
from cor_protocol.pack import (
    MediaEntry,
    ModuleEntry,
    PackIndex,
    Part,
    blob_name,
    compiled,
    entry_of,
    index_to_bytes,
    parts_of,
    sha256_of,
)
from tests.factories import packs
from tests.factories.modules import a_module

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
KEPT = "nothing of it is lost"


def an_entry(folder: Path, module: Module, media: dict[str, bytes]) -> ModuleEntry:
    """Put a module and its pictures into a pack folder and return what the index says of them."""
    for blob in (*parts_of(module), *media.values()):
        (folder / blob_name(sha256_of(blob))).write_bytes(blob)
    return entry_of(module, compiled(module), media, source_language="en")


def a_pack(folder: Path, *modules: Module, media: dict[str, bytes] | None = None) -> Catalog:
    (folder / "blobs").mkdir(exist_ok=True)
    entries = [an_entry(folder, module, {"cover.svg": SVG} if media is None else media) for module in modules]
    (folder / "index.json").write_bytes(index_to_bytes(PackIndex(7, tuple(entries))))
    return Catalog(folder)


def blob_of(folder: Path, entry: Part | MediaEntry) -> Path:
    return folder / blob_name(entry.sha256)


def test_modules_stand_by_their_number(tmp_path: Path) -> None:
    second = dataclasses.replace(a_module("a"), key="second", number=2)
    first = dataclasses.replace(a_module("a"), key="first", number=1)
    catalog = a_pack(tmp_path, second, first)
    assert [entry.key for entry in catalog.entries()] == ["first", "second"]
    assert catalog.modules() == (first, second)
    assert catalog.version == 7


def test_home_cards_need_the_index_only(tmp_path: Path) -> None:
    catalog = a_pack(tmp_path, a_module("a"))
    for blob in (tmp_path / "blobs").iterdir():
        blob.unlink()
    (entry,) = catalog.entries()
    assert (entry.title, entry.summary, entry.minutes, entry.objectives) == (
        "A module",
        "For tests.",
        5.0,
        ("Notice.",),
    )


def test_the_newest_version_is_shown_and_the_one_begun_can_be_finished(tmp_path: Path) -> None:
    old, new = a_module("a", version=1), a_module("a", "b", version=2)
    catalog = a_pack(tmp_path, new, old)
    assert catalog.modules() == (new,)
    assert catalog.module("a-module") == new
    assert catalog.module("a-module", 1) == old


def in_spanish(module: Module, title: str) -> Module:
    return dataclasses.replace(module, language="es", title=title)


def test_modules_are_given_in_the_language_of_the_learner_and_else_as_they_were_written(tmp_path: Path) -> None:
    first, second = a_module("a"), dataclasses.replace(a_module("b"), key="second", number=2)
    catalog = a_pack(tmp_path, in_spanish(first, "Un módulo"), first, second)
    assert [entry.title for entry in catalog.entries()] == ["A module", "A module"]
    catalog.language = "es"
    assert [entry.title for entry in catalog.entries()] == ["Un módulo", "A module"]
    assert catalog.module("a-module") == in_spanish(first, "Un módulo")
    assert catalog.module("second") == second
    catalog.language = "en"
    assert catalog.module("a-module") == first


def test_the_newest_version_wins_over_an_older_one_in_the_language_of_the_learner(tmp_path: Path) -> None:
    old, new = a_module("a"), a_module("a", "b", version=2)
    catalog = a_pack(tmp_path, old, in_spanish(old, "Un módulo"), new)
    catalog.language = "es"
    assert catalog.module("a-module") == new
    assert catalog.module("a-module", 1).title == "Un módulo"


def test_a_module_the_pack_has_not_is_a_key_error(tmp_path: Path) -> None:
    catalog = a_pack(tmp_path, a_module("a"))
    with pytest.raises(KeyError):
        catalog.module("nothing")
    with pytest.raises(KeyError):
        catalog.module("a-module", 9)
    with pytest.raises(KeyError):
        catalog.media("a-module", "nothing.svg")


def test_a_picture_is_read_by_its_name(tmp_path: Path) -> None:
    assert a_pack(tmp_path, a_module("a")).media("a-module", "cover.svg") == SVG


def test_a_module_is_read_from_disk_once(tmp_path: Path) -> None:
    catalog = a_pack(tmp_path, a_module("a"))
    module = catalog.module("a-module")
    blob_of(tmp_path, catalog.entries()[0].parts[0]).unlink()
    assert catalog.module("a-module") is module


def test_a_course_that_is_not_there_is_told_in_a_sentence_when_it_is_asked_for(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "nowhere")
    with pytest.raises(CatalogFault) as caught:
        catalog.entries()
    assert caught.value.title == "The course on this computer is damaged"
    assert "index.json is missing" in caught.value.sentence
    assert KEPT in caught.value.sentence


@pytest.mark.parametrize("length", [0, 1, 60, 200])
def test_an_index_that_is_cut_short_is_told_in_a_sentence(tmp_path: Path, length: int) -> None:
    catalog = a_pack(tmp_path, a_module("a"))
    raw = (tmp_path / "index.json").read_bytes()
    (tmp_path / "index.json").write_bytes(raw[:length])
    with pytest.raises(CatalogFault, match="cut short or damaged"):
        catalog.entries()


def test_a_module_that_is_cut_short_is_told_in_a_sentence(tmp_path: Path) -> None:
    catalog = a_pack(tmp_path, a_module("a"))
    blob = blob_of(tmp_path, catalog.entries()[0].parts[0])
    blob.write_bytes(blob.read_bytes()[:-1])
    with pytest.raises(CatalogFault) as caught:
        catalog.module("a-module")
    assert caught.value.title == "“A module” cannot be opened"
    assert "The course file “A module” is cut short." in caught.value.sentence
    assert KEPT in caught.value.sentence


def test_a_module_with_one_changed_byte_is_refused(tmp_path: Path) -> None:
    catalog = a_pack(tmp_path, a_module("a"))
    blob = blob_of(tmp_path, catalog.entries()[0].parts[0])
    blob.write_bytes(blob.read_bytes().replace(b"A line", b"A lime"))
    with pytest.raises(CatalogFault, match="“A module” is damaged"):
        catalog.module("a-module")


def test_a_module_with_html_outside_the_allow_list_is_refused_though_its_hash_fits(tmp_path: Path) -> None:
    module = dataclasses.replace(a_module("a"), facilitation=(Prose(Html('<img src="https://x.org/a.png">')),))
    with pytest.raises(CatalogFault, match="holds something this program does not show"):
        a_pack(tmp_path, module).module("a-module")


def test_a_damaged_picture_is_told_in_a_sentence(tmp_path: Path) -> None:
    catalog = a_pack(tmp_path, a_module("a"))
    blob_of(tmp_path, catalog.entries()[0].media[0]).write_bytes(SVG[:-1])
    with pytest.raises(CatalogFault, match=r"cover\.svg is cut short.*You can go on"):
        catalog.media("a-module", "cover.svg")


def test_a_picture_that_could_run_something_is_not_shown_though_its_hash_fits(tmp_path: Path) -> None:
    evil = SVG.replace(b"/>", b"><script/></svg>")
    catalog = a_pack(tmp_path, a_module("a"), media={"cover.svg": evil})
    with pytest.raises(CatalogFault, match="may hold no <script>"):
        catalog.media("a-module", "cover.svg")


def on_shelf(folder: Path, *modules: Module, version: int = 8) -> Shelf:
    """A course that came after the program."""
    shelf, pack = Shelf(folder / "course"), packs.a_pack(folder / "newer", *modules, version=version)
    for blob in (pack / "blobs").iterdir():
        shelf.put(blob.read_bytes())
    shelf.switch((pack / "index.json").read_bytes(), version)
    return shelf


def shipped(folder: Path, *modules: Module, version: int = 7) -> Path:
    return packs.a_pack(folder / "shipped", *modules, version=version)


OLD, NEW = a_module("a", version=1), a_module("a", "b", version=2)


@pytest.mark.parametrize(("version", "shown"), [(8, NEW), (7, OLD), (6, OLD)])
def test_of_the_course_of_the_program_and_one_that_came_the_newer_is_shown(
    tmp_path: Path, version: int, shown: Module
) -> None:
    catalog = Catalog(shipped(tmp_path, OLD), shelf=on_shelf(tmp_path, NEW, version=version))
    assert catalog.modules() == (shown,)
    assert (catalog.module("a-module", 1), catalog.module("a-module", 2)) == (OLD, NEW)
    assert not catalog.damaged


def test_another_course_is_shown_once_the_shelf_is_looked_at_anew(tmp_path: Path) -> None:
    catalog = Catalog(shipped(tmp_path, OLD), shelf=Shelf(tmp_path / "course"))
    assert catalog.modules() == (OLD,)
    on_shelf(tmp_path, NEW)
    assert catalog.modules() == (OLD,)
    catalog.refresh()
    assert (catalog.modules(), catalog.version) == ((NEW,), 8)


def test_where_the_newer_course_is_not_whole_the_one_of_the_program_stands_in(tmp_path: Path) -> None:
    shelf = on_shelf(tmp_path, NEW)
    blob = next(path for path in (shelf.folder / "blobs").iterdir() if b"activities" in path.read_bytes())
    blob.write_bytes(blob.read_bytes()[:-1])
    catalog = Catalog(shipped(tmp_path, OLD), shelf=shelf)
    assert (catalog.modules(), catalog.version, catalog.damaged) == ((OLD,), 7, True)


def test_a_newer_course_that_turns_out_damaged_gives_way_for_good_until_it_is_looked_at_anew(tmp_path: Path) -> None:
    shelf = on_shelf(tmp_path, NEW)
    catalog = Catalog(shipped(tmp_path, OLD), shelf=shelf)
    part = shelf.folder / "blobs" / catalog.entries()[0].parts[0].sha256
    sound = part.read_bytes()
    part.write_bytes(sound.swapcase())
    assert (catalog.module("a-module"), catalog.version, catalog.damaged) == (OLD, 7, True)
    part.write_bytes(sound)
    assert catalog.module("a-module") == OLD
    catalog.refresh()
    assert (catalog.module("a-module"), catalog.damaged) == (NEW, False)


def test_a_file_that_both_courses_have_is_read_where_it_is_sound(tmp_path: Path) -> None:
    same = a_module("a", "b")
    catalog = Catalog(shipped(tmp_path, same), shelf=(shelf := on_shelf(tmp_path, same)))
    for blob in catalog.entries()[0].blobs:
        path = shelf.folder / "blobs" / blob.sha256
        path.write_bytes(path.read_bytes().swapcase())
    assert (catalog.module("a-module"), catalog.version, catalog.damaged) == (same, 8, False)


def test_without_the_course_of_the_program_the_one_that_came_is_enough(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "nowhere", shelf=on_shelf(tmp_path, NEW))
    assert catalog.modules() == (NEW,)


def test_where_neither_can_be_read_the_program_says_so(tmp_path: Path) -> None:
    shelf = on_shelf(tmp_path, NEW)
    for blob in (shelf.folder / "blobs").iterdir():
        blob.unlink()
    catalog = Catalog(tmp_path / "nowhere", shelf=shelf)
    with pytest.raises(CatalogFault, match="The course on this computer is damaged"):
        catalog.entries()
    assert catalog.damaged


def test_the_day_by_which_a_newer_course_is_due_is_that_of_the_course_that_is_shown(tmp_path: Path) -> None:
    day = datetime.date(2027, 8, 31)
    folder = packs.a_pack(tmp_path, a_module("a"), expires=day)
    assert Catalog(folder).expires == day
