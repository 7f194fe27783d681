from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cor_protocol import pack
from cor_protocol.module import Module, to_json
from cor_protocol.pack import MediaEntry, ModuleEntry, PackFault, PackIndex, Part, Reader
from tests.factories.modules import a_module

PICTURE = b"a picture"


def an_entry(module: Module) -> ModuleEntry:
    raw = pack.canonical_json(to_json(module))
    return ModuleEntry(
        module.key,
        module.version,
        module.number,
        module.language,
        module.language,
        module.title,
        module.summary,
        module.minutes,
        ("Notice.",),
        module.cover,
        pack.sha256_of(raw),
        len(raw),
        tuple(Part(pack.sha256_of(part), len(part)) for part in pack.parts_of(module)),
        (MediaEntry("cover.svg", pack.sha256_of(PICTURE), len(PICTURE)),),
    )


def files_of(*modules: Module) -> dict[str, bytes]:
    """A whole pack in memory."""
    blobs = [PICTURE, *(part for module in modules for part in pack.parts_of(module))]
    index = pack.index_to_bytes(PackIndex(1, tuple(map(an_entry, modules))))
    return {"index.json": index, **{pack.blob_name(pack.sha256_of(blob)): blob for blob in blobs}}


def reader(files: dict[str, bytes]) -> Reader:
    def read(name: str, limit: int) -> bytes:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name][:limit]

    return read


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The bytes of an index that somebody changed."""
    data = json.loads(files_of(a_module("a"))["index.json"])
    change(data)
    return json.dumps(data).encode()


def test_a_whole_pack_is_read() -> None:
    module = a_module("a", "b")
    found = pack.read_pack(reader(files_of(module)))
    assert found.modules == (module,)
    assert found.media == {pack.sha256_of(PICTURE): PICTURE}
    assert found.index == PackIndex(1, (an_entry(module),))


def test_an_index_is_the_same_after_writing_and_reading() -> None:
    index = PackIndex(12, (an_entry(a_module("a")), an_entry(a_module("a", version=2))))
    assert pack.index_from_bytes(pack.index_to_bytes(index)) == index


def test_canonical_json_has_one_way_to_write_a_value() -> None:
    assert pack.canonical_json({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'.encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(version="1"),
        lambda data: data.update(version=True),
        lambda data: data.update(version=-1),
        lambda data: data.update(modules={}),
        lambda data: data.update(modules=[1]),
        lambda data: data["modules"][0].update(key="../../etc"),
        lambda data: data["modules"][0].update(key="Con"),
        lambda data: data["modules"][0].update(language="English"),
        lambda data: data["modules"][0].pop("source_language"),
        lambda data: data.update(expires="soon"),
        lambda data: data.update(expires="2027-02-30"),
        lambda data: data.update(expires=20270301),
        lambda data: data.update(format=True),
        lambda data: data["modules"][0].update(cover="../cover.svg"),
        lambda data: data["modules"][0].update(sha256="../../../etc/passwd"),
        lambda data: data["modules"][0].update(sha256="A" * 64),
        lambda data: data["modules"][0].update(size=pack.MAX_BLOB + 1),
        lambda data: data["modules"][0].update(size=1.5),
        lambda data: data["modules"][0].update(minutes=1e9),
        lambda data: data["modules"][0].update(minutes=True),
        lambda data: data["modules"][0].update(title=None),
        lambda data: data["modules"][0].update(objectives=[1]),
        lambda data: data["modules"][0].pop("summary"),
        lambda data: data["modules"][0]["media"][0].update(name="a/b.svg"),
        lambda data: data["modules"][0]["media"][0].update(name="..\\b.svg"),
        lambda data: data["modules"][0]["media"][0].update(name=".hidden"),
        lambda data: data["modules"][0]["media"][0].update(name="CON.svg"),
        lambda data: data["modules"][0]["media"][0].update(name="a" * 65),
        lambda data: data["modules"][0]["media"][0].update(sha256="0" * 63 + "\n"),
    ],
)
def test_an_index_that_names_what_may_not_be_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(PackFault, match="The list of course files is damaged"):
        pack.index_from_bytes(changed(change))


@pytest.mark.parametrize(("number", "age"), [(1, "an older"), (3, "a newer")])
def test_a_pack_of_another_format_is_refused_in_a_sentence(number: int, age: str) -> None:
    with pytest.raises(PackFault, match=f"made for {age} version of this program"):
        pack.index_from_bytes(changed(lambda data: data.update(format=number)))


def test_a_version_may_be_held_in_several_languages_of_one_author() -> None:
    source, spanish = an_entry(a_module("a")), dataclasses.replace(an_entry(a_module("a")), language="es")
    index = PackIndex(3, (source, spanish))
    assert pack.index_from_bytes(pack.index_to_bytes(index)) == index
    assert (source.is_source, spanish.is_source) == (True, False)


@pytest.mark.parametrize(
    ("languages", "says"),
    [
        ([("en", "en"), ("es", "en"), ("es", "en")], "names a module twice"),
        ([("es", "en")], "lacks a module in the language that it was written in"),
        ([("en", "en"), ("es", "es")], "lacks a module in the language that it was written in"),
        ([("en", "en"), ("es", "fr")], "lacks a module in the language that it was written in"),
    ],
)
def test_a_version_without_its_one_source_is_refused(languages: list[tuple[str, str]], says: str) -> None:
    first = an_entry(a_module("a"))
    entries = [dataclasses.replace(first, language=one, source_language=source) for one, source in languages]
    with pytest.raises(PackFault, match=says):
        pack.index_from_bytes(pack.index_to_bytes(PackIndex(1, tuple(entries))))


def test_the_day_by_which_a_pack_expires_is_kept() -> None:
    index = PackIndex(12, (an_entry(a_module("a")),), datetime.date(2027, 8, 31))
    assert pack.index_from_bytes(pack.index_to_bytes(index)) == index


def test_a_translation_is_entered_beside_its_source() -> None:
    spanish = dataclasses.replace(a_module("a"), language="es")
    entry = pack.entry_of(spanish, pack.compiled(spanish), {}, source_language="en")
    assert (entry.language, entry.source_language, entry.is_source) == ("es", "en", False)


def test_a_module_in_another_language_than_the_index_says_is_refused() -> None:
    entry = dataclasses.replace(an_entry(a_module("a")), language="es")
    with pytest.raises(PackFault, match="holds another module than the list says"):
        pack.read_module(reader(files_of(a_module("a"))), entry)


def test_a_module_named_twice_is_refused() -> None:
    with pytest.raises(PackFault, match="names a module twice"):
        pack.index_from_bytes(changed(lambda data: data["modules"].append(data["modules"][0])))


def test_more_files_than_are_allowed_are_refused_before_any_is_read() -> None:
    def swell(data: dict[str, Any]) -> None:
        first = data["modules"][0]
        data["modules"] = [{**first, "version": number} for number in range(1 + pack.MAX_BLOBS // 3)]

    with pytest.raises(PackFault, match="more or larger files"):
        pack.index_from_bytes(changed(swell))


def test_a_pack_too_large_as_a_whole_is_refused_before_any_of_it_is_read() -> None:
    def swell(data: dict[str, Any]) -> None:
        first = data["modules"][0]
        part = {**first["parts"][0], "size": pack.MAX_BLOB}
        data["modules"] = [{**first, "version": number, "parts": [part]} for number in range(33)]

    with pytest.raises(PackFault, match="more or larger files"):
        pack.index_from_bytes(changed(swell))


def test_an_index_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(PackFault, match="larger than this program accepts"):
        pack.read_index(reader({"index.json": b" " * (pack.MAX_INDEX + 9)}))


@pytest.mark.parametrize("raw", [b"", b"{", b"[1]", b"\xff", b"[" * 100_000, b'{"format": NaN}', b"<html>"])
def test_what_is_no_index_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(PackFault, match=r"^[TA].*\.$"):
        pack.index_from_bytes(raw)


def test_an_index_cut_short_anywhere_is_refused() -> None:
    raw = files_of(a_module("a"))["index.json"]
    for length in range(len(raw)):
        with pytest.raises(PackFault):
            pack.index_from_bytes(raw[:length])


def test_a_pack_without_an_index_is_refused_in_a_sentence() -> None:
    with pytest.raises(PackFault, match=r"The course file index\.json is missing or cannot be read\."):
        pack.read_pack(reader({}))


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda raw: raw[:-1], "The course file “A module” is cut short."),
        (lambda raw: b"", "The course file “A module” is cut short."),
        (lambda raw: raw + b" ", "The course file “A module” is damaged."),
        (lambda raw: raw.replace(b"line", b"lime"), "The course file “A module” is damaged."),
    ],
)
def test_a_damaged_module_is_refused_in_a_sentence(damage: Callable[[bytes], bytes], sentence: str) -> None:
    files = files_of(a_module("a"))
    name = pack.blob_name(an_entry(a_module("a")).parts[0].sha256)
    files[name] = damage(files[name])
    with pytest.raises(PackFault) as caught:
        pack.read_pack(reader(files))
    assert str(caught.value) == sentence


def test_the_parts_of_a_module_are_its_bytes_and_one_changed_page_is_one_changed_part() -> None:
    before = a_module("a", "b", "c")
    first, second, third = before.activities
    mended = (first, dataclasses.replace(second, title="Mended"), third)
    after = dataclasses.replace(before, activities=mended, version=before.version + 1)
    assert b"".join(pack.parts_of(before)) == pack.canonical_json(to_json(before)) == pack.compiled(before)
    was, now = pack.parts_of(before), pack.parts_of(after)
    assert [one == other for one, other in zip(was, now, strict=True)] == [True, False, True, True, False]
    assert now[-1].startswith(b',"key":"a-module"') and now[-1].endswith(b'"version":2}}')


def test_parts_that_are_sound_but_of_another_module_are_refused() -> None:
    module, other = a_module("a", "b"), a_module("b", "a")
    entry = dataclasses.replace(an_entry(module), parts=an_entry(other).parts)
    with pytest.raises(PackFault, match="“A module” is damaged"):
        pack.read_module(reader(files_of(module, other)), entry)


def test_bytes_of_another_module_are_not_entered() -> None:
    with pytest.raises(ValueError, match="not the bytes of a-module"):
        pack.entry_of(a_module("a"), pack.compiled(a_module("b")), {})


def test_a_missing_picture_is_told_by_the_file_that_is_missing() -> None:
    files = files_of(a_module("a"))
    del files[pack.blob_name(pack.sha256_of(PICTURE))]
    with pytest.raises(PackFault, match="is missing or cannot be read"):
        pack.read_pack(reader(files))


def test_a_module_of_a_newer_format_is_refused_in_a_sentence() -> None:
    module = a_module("a")
    raw = pack.canonical_json({**to_json(module), "format": 2})
    part = Part(pack.sha256_of(raw), len(raw))
    entry = dataclasses.replace(an_entry(module), sha256=part.sha256, size=part.size, parts=(part,))
    with pytest.raises(PackFault, match=r"“A module” cannot be understood: the module has format 2"):
        pack.read_module(reader({pack.blob_name(entry.sha256): raw}), entry)


def test_a_module_that_is_another_than_the_index_says_is_refused() -> None:
    entry = dataclasses.replace(an_entry(a_module("a")), version=2)
    with pytest.raises(PackFault, match="holds another module than the list says"):
        pack.read_module(reader(files_of(a_module("a"))), entry)


def test_no_more_is_asked_of_a_file_than_the_index_says() -> None:
    entry = an_entry(a_module("a"))
    asked = []

    def read(name: str, limit: int) -> bytes:
        asked.append(limit)
        return b""

    with pytest.raises(PackFault, match="cut short"):
        pack.read_module(read, entry)
    assert asked == [entry.parts[0].size + 1]


def signed(*keys: Ed25519PrivateKey) -> dict[str, bytes]:
    files = files_of(a_module("a"))
    return {**files, "index.sig": b"".join(pack.sign_index(files["index.json"], key) for key in keys)}


def public(*keys: Ed25519PrivateKey) -> list[bytes]:
    return [key.public_key().public_bytes_raw() for key in keys]


def test_a_signed_index_is_read_with_its_key() -> None:
    key = Ed25519PrivateKey.generate()
    assert pack.read_pack(reader(signed(key)), public(key)).modules == (a_module("a"),)


def test_one_signature_of_several_by_one_trusted_key_of_several_is_enough() -> None:
    author, server, stranger = (Ed25519PrivateKey.generate() for _ in range(3))
    assert pack.read_index(reader(signed(author, server)), public(stranger, server)).version == 1


@pytest.mark.parametrize("signatures", [b"", b"x" * 64, b"x" * 65, b"x" * 640])
def test_a_signature_that_does_not_fit_is_refused(signatures: bytes) -> None:
    files = {**files_of(a_module("a")), "index.sig": signatures}
    with pytest.raises(PackFault, match="not signed by anybody whom this computer trusts"):
        pack.read_index(reader(files), public(Ed25519PrivateKey.generate()))


def test_a_signature_over_the_bare_bytes_is_no_signature_of_a_pack() -> None:
    key = Ed25519PrivateKey.generate()
    files = files_of(a_module("a"))
    files["index.sig"] = key.sign(files["index.json"])
    with pytest.raises(PackFault, match="not signed"):
        pack.read_index(reader(files), public(key))


def test_a_signature_beyond_those_that_are_looked_at_does_not_count() -> None:
    key, stranger = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    with pytest.raises(PackFault, match="not signed"):
        pack.read_index(reader(signed(*[stranger] * pack.MAX_SIGNATURES, key)), public(key))


def test_a_missing_signature_is_refused_where_one_is_asked_for() -> None:
    with pytest.raises(PackFault, match="not signed"):
        pack.read_index(reader(files_of(a_module("a"))), public(Ed25519PrivateKey.generate()))


def test_where_no_key_is_trusted_nothing_is() -> None:
    with pytest.raises(PackFault, match="not signed"):
        pack.read_index(reader(signed(Ed25519PrivateKey.generate())), [])


def test_a_fault_can_be_said_in_another_language() -> None:
    fault = PackFault("The file {called} is damaged.", called="“A {b}”")
    assert str(fault) == "The file “A {b}” is damaged."
    assert fault.sentence.replace("is damaged", "está dañado").format(**fault.named) == "The file “A {b}” está dañado."


def test_braces_of_a_sentence_without_fields_stay() -> None:
    assert str(PackFault("There is no course in /tmp/{x}.")) == "There is no course in /tmp/{x}."
