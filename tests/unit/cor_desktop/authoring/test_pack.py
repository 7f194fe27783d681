from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cor_desktop.authoring.pack import load_key, write_pack
from cor_protocol.pack import Pack, PackFault, read_pack
from tests.factories.module_folder import ModuleFolder
from tests.factories.translations import a_translation, small_steps_in_spanish

OUT = Path("packs/current")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(folder: Path, key: Ed25519PrivateKey | None = None) -> Pack:
    def reader(name: str, limit: int) -> bytes:
        return (folder / name).read_bytes()[:limit]

    return read_pack(reader, [key.public_key().public_bytes_raw()] if key else None)


def pem_of(key: Ed25519PrivateKey | X25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_what_is_packed_can_be_read_again(sample: ModuleFolder) -> None:
    checked = sample.checked()
    write_pack(checked.modules, OUT)
    pack = read(OUT)
    assert pack.modules == tuple(each.module for each in checked.modules)
    media = {item.name: pack.media[item.sha256] for item in pack.index.modules[0].media}
    assert media == checked.modules[0].media


def test_the_index_holds_what_a_home_card_shows(sample: ModuleFolder) -> None:
    (entry,) = write_pack(sample.checked().modules, OUT).modules
    assert (entry.key, entry.version, entry.number, entry.language) == ("small-steps", 3, 1, "en")
    assert (entry.title, entry.minutes, entry.cover) == ("Small steps", 28.0, "cover.svg")
    assert entry.objectives == ("Notice what a small step changes.", "Try one small step in a lesson.")


def test_the_same_modules_give_the_same_bytes(sample: ModuleFolder) -> None:
    write_pack(sample.checked().modules, OUT)
    write_pack(sample.checked().modules, Path("again"))
    assert files_of(OUT) == files_of(Path("again"))


def test_packing_over_an_older_pack_leaves_nothing_of_it(sample: ModuleFolder) -> None:
    write_pack(sample.checked().modules, OUT, Ed25519PrivateKey.generate())
    (OUT / "blobs/.left-over.part").write_bytes(b"x")
    sample.edit("facilitation.md", "ten", "twenty")
    write_pack(sample.checked().modules, OUT)
    write_pack(sample.checked().modules, Path("fresh"))
    assert files_of(OUT) == files_of(Path("fresh"))


def test_a_pack_that_cannot_be_finished_leaves_the_old_one_whole(
    sample: ModuleFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(sample.checked().modules, OUT)
    before = read(OUT)
    sample.edit("module.yaml", "version: 3", "version: 4")

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_pack(sample.checked().modules, OUT)
    assert read(OUT) == before


def test_the_version_of_the_pack_rises_with_that_of_a_module(sample: ModuleFolder) -> None:
    before = write_pack(sample.checked().modules, OUT).version
    sample.edit("module.yaml", "version: 3", "version: 4")
    assert write_pack(sample.checked().modules, OUT).version == before + 100


def test_a_version_and_the_day_of_expiry_may_be_handed_in(sample: ModuleFolder) -> None:
    expires = datetime.date(2027, 8, 31)
    index = write_pack(sample.checked().modules, OUT, version=40, expires=expires)
    assert (index.version, index.expires) == (40, expires)
    assert read(OUT).index == index


def test_a_signed_pack_is_read_with_its_key_only(sample: ModuleFolder) -> None:
    key = Ed25519PrivateKey.generate()
    write_pack(sample.checked().modules, OUT, key)
    assert read(OUT, key).modules
    with pytest.raises(PackFault, match="not signed by anybody whom this computer trusts"):
        read(OUT, Ed25519PrivateKey.generate())


def test_a_key_is_read_from_its_file(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    (tmp_path / "key.pem").write_bytes(pem_of(key))
    assert load_key(tmp_path / "key.pem").private_bytes_raw() == key.private_bytes_raw()


@pytest.mark.parametrize("raw", [b"", b"not a key", pem_of(X25519PrivateKey.generate())])
def test_what_is_no_signing_key_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "key.pem").write_bytes(raw)
    with pytest.raises(ValueError, match=r"key\.pem is no"):
        load_key(tmp_path / "key.pem")


def test_a_complete_translation_is_packed_beside_its_source(sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    index = write_pack(sample.checked().modules, OUT)
    found = [(entry.language, entry.source_language, entry.title) for entry in index.modules]
    assert found == [("en", "en", "Small steps"), ("es", "en", "Pasos pequeños")]
    assert {module.language: module.title for module in read(OUT).modules} == {
        "en": "Small steps",
        "es": "Pasos pequeños",
    }


def test_pictures_are_there_once_for_all_languages(sample: ModuleFolder) -> None:
    write_pack(sample.checked().modules, OUT)
    before = {path.name for path in (OUT / "blobs").iterdir()}
    a_translation(sample.folder, "es", small_steps_in_spanish)
    english, spanish = write_pack(sample.checked().modules, OUT).modules
    added = {path.name for path in (OUT / "blobs").iterdir()} - before
    assert spanish.media == english.media
    assert added == {part.sha256 for part in spanish.parts} - before


def test_the_version_of_the_pack_rises_with_a_language_and_more_with_a_version(sample: ModuleFolder) -> None:
    without = write_pack(sample.checked().modules, OUT).version
    path = a_translation(sample.folder, "es", small_steps_in_spanish)
    translated = write_pack(sample.checked().modules, OUT).version
    sample.edit("module.yaml", "version: 3", "version: 4")
    path.unlink()
    assert without < translated < write_pack(sample.checked().modules, OUT).version
