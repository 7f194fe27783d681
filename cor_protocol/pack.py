"""A pack: the course as it is shipped, the same in an installer, on a server and on a stick.

    index.json        what the pack holds; small, so that a start needs nothing else
    index.sig         Ed25519 signatures over index.json, one after the other: the author's, a server's, or none
    blobs/<sha256>    parts of compiled modules, and pictures, each named by the hash of its bytes

A compiled module is cut into parts, one for each activity and two for the rest: where an author mends one page, that
page is what travels. Put together again the parts are the module's bytes, which have a size and a hash of their own.

Nothing is believed before it is checked: names, counts and sizes when the index is read, size and hash when a blob is.
This room has no files, so whoever reads a pack hands in a `Reader`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import hashlib
import itertools
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cor_protocol.words import marked

if TYPE_CHECKING:  # building these classes and loading the library costs a start that only wants the index 60 ms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from cor_protocol.module import Module

FORMAT = 2
"""Version of the index. A pack of another format is refused with a sentence."""

INDEX = "index.json"
SIGNATURE = "index.sig"
BLOBS = "blobs"

SIGNATURE_SIZE = 64
MAX_SIGNATURES = 8

MAX_INDEX = 1024 * 1024
"""Bytes of the largest index that is read."""
MAX_BLOB = 8 * 1024 * 1024
"""Bytes of the largest module, part of one, or picture."""
MAX_BLOBS = 2_000
MAX_PACK = 256 * 1024 * 1024
"""Bytes of all modules and pictures together."""

Reader = Callable[[str, int], bytes]
"""`read(name, limit)` gives a file of the pack by its name in the layout above, and at most `limit` bytes of it.

It raises OSError where there is none; `read_pack` and its parts turn that into a PackFault."""

_SIGNED_AS = b"cor pack index 1\n"
_KEY = re.compile(r"[a-z][a-z0-9-]{2,30}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_MEDIA_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class PackFault(ValueError):
    """A pack is damaged, cut short, newer than this program or not what it says. The text is a sentence for people.

    `sentence` is the same in English with named fields in place of `named`, for whoever speaks another language.
    """

    def __init__(self, sentence: str, **named: str) -> None:
        super().__init__(sentence.format(**named) if named else sentence)
        self.sentence = sentence
        self.named = named


@dataclass(frozen=True, slots=True)
class MediaEntry:
    """A picture of a module: the name by which its text calls it, and the blob that is it. `size` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a compiled module, and the blob that is it. `size` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ModuleEntry:
    """One version of a module in one language: what a home card shows, and the blobs that hold the rest.

    `language` is that of this compiled form, `source_language` the author's: every version is there at least in that.
    `minutes` is the estimated time, `objectives` their texts, `cover` the name of one of `media`. `sha256`
    and `size` (in bytes) are those of the whole module, which is its `parts` one after the other.
    """

    key: str
    version: int
    number: int
    language: str
    source_language: str
    title: str
    summary: str
    minutes: float
    objectives: tuple[str, ...]
    cover: str
    sha256: str
    size: int
    parts: tuple[Part, ...]
    media: tuple[MediaEntry, ...]

    @property
    def blobs(self) -> tuple[Part | MediaEntry, ...]:
        """Everything that has to be there for this module to be whole."""
        return (*self.parts, *self.media)

    @property
    def is_source(self) -> bool:
        """Whether this is what the author wrote, and no translation of it."""
        return self.language == self.source_language


def entry_of(
    module: Module, compiled: bytes, media: Mapping[str, bytes], source_language: str | None = None
) -> ModuleEntry:
    """What the index says of a module that was compiled to these bytes, with its pictures by name.

    `source_language` is given for a translation: the language that its author wrote. Raises ValueError where the bytes
    are not those of the module.
    """
    parts = parts_of(module)
    if b"".join(parts) != compiled:
        raise ValueError(f"these are not the bytes of {module.key}")
    return ModuleEntry(
        key=module.key,
        version=module.version,
        number=module.number,
        language=module.language,
        source_language=source_language or module.language,
        title=module.title,
        summary=module.summary,
        minutes=module.minutes,
        objectives=tuple(objective.text for objective in module.objectives),
        cover=module.cover,
        sha256=sha256_of(compiled),
        size=len(compiled),
        parts=tuple(Part(sha256_of(part), len(part)) for part in parts),
        media=tuple(MediaEntry(name, sha256_of(raw), len(raw)) for name, raw in sorted(media.items())),
    )


@dataclass(frozen=True, slots=True)
class PackIndex:
    """What a pack holds. `version` rises with every change; a module may be held in several versions and languages.

    `expires` is the day by which its maker means to have published a newer one. What is expired warns, and still works.
    """

    version: int
    modules: tuple[ModuleEntry, ...]
    expires: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack, checked: its modules in the order of the index, and its pictures by their SHA-256."""

    index: PackIndex
    modules: tuple[Module, ...]
    media: Mapping[str, bytes]


def compiled(module: Module) -> bytes:
    """The bytes of a compiled module."""
    from cor_protocol.module import to_json

    return canonical_json(to_json(module))


def parts_of(module: Module) -> tuple[bytes, ...]:
    """The bytes of a compiled module, cut where each activity but the first begins, and where the last one ends.

    Cut once more before what says which module and version it is: that changes with every page.
    """
    from cor_protocol.module import to_json

    encoded: Any = to_json(module)
    whole, cuts, position = canonical_json(encoded), [0], 0
    for number, activity in enumerate(encoded["module"]["activities"]):
        raw = canonical_json(activity)
        position = whole.index(raw, position)
        cuts += [position] if number else []
        position += len(raw)
    named = {name: value for name, value in encoded["module"].items() if name > "facilitation"}
    cuts += [position, len(whole) - len(canonical_json(named)) - 1]
    return tuple(whole[start:end] for start, end in zip(cuts, [*cuts[1:], len(whole)], strict=True))


def blob_name(sha256: str) -> str:
    """The name of a blob in the pack's layout, with a forward slash on every system."""
    return f"{BLOBS}/{sha256}"


def sha256_of(raw: bytes) -> str:
    """The SHA-256 of `raw` as 64 hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def canonical_json(value: object) -> bytes:
    """The one way this value is written: keys sorted, no spaces, UTF-8, so that equal content has an equal hash."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def index_to_bytes(index: PackIndex) -> bytes:
    """Write an index as the bytes of index.json."""
    fields = dataclasses.asdict(index)
    expires = index.expires.isoformat() if index.expires else None
    return canonical_json({"format": FORMAT, **fields, "expires": expires})


def index_from_bytes(raw: bytes) -> PackIndex:
    """Read the bytes of index.json. Raises PackFault where they are cut short, too large or name what may not be."""
    if len(raw) > MAX_INDEX:
        raise PackFault(marked("The list of course files is larger than this program accepts."))
    fields = _Fields(_load_json(raw), "the list of course files")
    _check_format(fields.whole("format"))
    modules = tuple(_module_entry(_Fields(item, "a module")) for item in fields.items("modules"))
    index = PackIndex(version=fields.whole("version"), modules=modules, expires=fields.day("expires"))
    _check_totals(index)
    _check_languages(index)
    return index


def sign_index(raw: bytes, key: Ed25519PrivateKey) -> bytes:
    """Sign the bytes of index.json; the 64 bytes returned are index.sig, or stand in it beside others."""
    return key.sign(_SIGNED_AS + raw)


def check_signatures(raw: bytes, signatures: bytes, keys: Iterable[bytes]) -> None:
    """Check that one of the signatures of index.sig over the bytes of index.json is by one of these public keys.

    Raises PackFault where none is.
    """
    from cor_protocol.seal import BadSignature, verify_plain

    each = [signatures[start : start + SIGNATURE_SIZE] for start in range(0, len(signatures), SIGNATURE_SIZE)]
    for key, signature in itertools.product(keys, each[:MAX_SIGNATURES]):
        with contextlib.suppress(BadSignature):
            return verify_plain(key, _SIGNED_AS + raw, signature)
    raise PackFault(
        marked("The course files are not signed by anybody whom this computer trusts, or they were changed after that.")
    )


def read_index(read: Reader, keys: Collection[bytes] | None = None) -> PackIndex:
    """Read a pack's index and, where the public keys to trust are given, check its signatures. Raises PackFault."""
    raw = fetch(read, INDEX, MAX_INDEX + 1)
    if keys is not None:
        check_signatures(raw, read_signatures(read), keys)
    return index_from_bytes(raw)


def read_signatures(read: Reader) -> bytes:
    """The bytes of index.sig; none where the pack is not signed."""
    try:
        return read(SIGNATURE, SIGNATURE_SIZE * MAX_SIGNATURES)
    except OSError:
        return b""


def read_module(read: Reader, entry: ModuleEntry) -> Module:
    """Read one module. Raises PackFault where its file is damaged or holds another module than the index says."""
    from cor_protocol.module import ModuleFault, from_json

    called = f"“{entry.title}”"
    raw = b"".join(read_blob(read, part, called) for part in entry.parts)
    if len(raw) != entry.size or sha256_of(raw) != entry.sha256:
        raise PackFault(marked("The course file {called} is damaged."), called=called)
    try:
        module = from_json(_load_json(raw))
    except ModuleFault as fault:
        raise PackFault(
            marked("The course file {called} cannot be understood: {fault}."), called=called, fault=str(fault)
        ) from fault
    if (module.key, module.version, module.language) != (entry.key, entry.version, entry.language):
        raise PackFault(marked("The course file {called} holds another module than the list says."), called=called)
    return module


def read_media(read: Reader, entry: MediaEntry) -> bytes:
    """Read one picture. Raises PackFault where its file is damaged."""
    return read_blob(read, entry, entry.name)


def read_pack(read: Reader, keys: Collection[bytes] | None = None) -> Pack:
    """Read a whole pack and check every part of it. Raises PackFault."""
    index = read_index(read, keys)
    modules = tuple(read_module(read, entry) for entry in index.modules)
    pictures = {item.sha256: item for entry in index.modules for item in entry.media}
    return Pack(index, modules, {sha256: read_media(read, item) for sha256, item in pictures.items()})


def fetch(read: Reader, name: str, limit: int) -> bytes:
    """Read a file of a pack. Raises PackFault where it is not there."""
    try:
        return read(name, limit)
    except OSError as error:
        raise PackFault(marked("The course file {called} is missing or cannot be read."), called=name) from error


def read_blob(read: Reader, entry: Part | MediaEntry, called: str) -> bytes:
    """Read a blob that people know as `called`. Raises PackFault where it is missing, cut short or damaged."""
    raw = fetch(read, blob_name(entry.sha256), entry.size + 1)
    if len(raw) < entry.size:
        raise PackFault(marked("The course file {called} is cut short."), called=called)
    if len(raw) > entry.size or sha256_of(raw) != entry.sha256:
        raise PackFault(marked("The course file {called} is damaged."), called=called)
    return raw


def _load_json(raw: bytes) -> object:
    try:
        return json.loads(raw.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise PackFault(marked("A course file is cut short or damaged: it cannot be read.")) from None


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _check_format(found: int) -> None:
    if found > FORMAT:
        raise PackFault(marked("The course files are made for a newer version of this program."))
    if found < FORMAT:
        raise PackFault(marked("The course files are made for an older version of this program."))


def _module_entry(fields: _Fields) -> ModuleEntry:
    return ModuleEntry(
        key=fields.text("key", _KEY),
        version=fields.whole("version"),
        number=fields.whole("number"),
        language=fields.text("language", _LANGUAGE),
        source_language=fields.text("source_language", _LANGUAGE),
        title=fields.text("title"),
        summary=fields.text("summary"),
        minutes=fields.number("minutes"),
        objectives=tuple(_Fields({"text": text}, "an objective").text("text") for text in fields.items("objectives")),
        cover=fields.text("cover", _MEDIA_NAME),
        sha256=fields.text("sha256", _SHA256),
        size=fields.whole("size", MAX_BLOB),
        parts=tuple(_part(_Fields(item, "a part of a module")) for item in fields.items("parts")),
        media=tuple(_media_entry(_Fields(item, "a picture")) for item in fields.items("media")),
    )


def _part(fields: _Fields) -> Part:
    return Part(fields.text("sha256", _SHA256), fields.whole("size", MAX_BLOB))


def _media_entry(fields: _Fields) -> MediaEntry:
    return MediaEntry(fields.text("name", _MEDIA_NAME), fields.text("sha256", _SHA256), fields.whole("size", MAX_BLOB))


def _check_totals(index: PackIndex) -> None:
    held = {(entry.key, entry.version, entry.language) for entry in index.modules}
    if len(held) < len(index.modules):
        raise PackFault(marked("The list of course files names a module twice."))
    sizes = [blob.size for entry in index.modules for blob in entry.blobs]
    if len(sizes) > MAX_BLOBS or sum(sizes) > MAX_PACK:
        raise PackFault(marked("The course has more or larger files than this program accepts."))


def _check_languages(index: PackIndex) -> None:
    """A version has one author and one source, so that whoever reads no translation still finds each version once."""
    sources = [(entry.key, entry.version) for entry in index.modules if entry.is_source]
    named = {(entry.key, entry.version, entry.source_language) for entry in index.modules}
    if len(set(sources)) < len(sources) or len(named) != len(sources):
        raise PackFault(marked("The list of course files lacks a module in the language that it was written in."))


class _Fields:
    """The fields of one JSON object, asked for by name and type. Every refusal is a PackFault that says where."""

    def __init__(self, value: object, where: str) -> None:
        self._where = where
        if not isinstance(value, dict):
            raise self._fault("is no object")
        self.value: dict[str, Any] = value

    def text(self, name: str, pattern: re.Pattern[str] | None = None) -> str:
        found = self.value.get(name)
        if not isinstance(found, str) or (pattern is not None and not pattern.fullmatch(found)):
            raise self._fault(f"has no usable {name}")
        return found

    def whole(self, name: str, at_most: int = 1_000_000_000) -> int:
        found = self.value.get(name)
        if type(found) is not int or not 0 <= found <= at_most:
            raise self._fault(f"has no usable {name}")
        return found

    def number(self, name: str) -> float:
        found = self.value.get(name)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 10_000:
            raise self._fault(f"has no usable {name}")
        return float(found)

    def day(self, name: str) -> datetime.date | None:
        found = self.value.get(name)
        if found is None:
            return None
        try:
            return datetime.date.fromisoformat(self.text(name, _DAY))
        except ValueError:
            raise self._fault(f"has no usable {name}") from None

    def items(self, name: str) -> list[object]:
        found = self.value.get(name)
        if not isinstance(found, list) or len(found) > MAX_BLOBS:
            raise self._fault(f"has no usable {name}")
        return found

    def _fault(self, what: str) -> PackFault:
        return PackFault(marked("The list of course files is damaged: {detail}."), detail=f"{self._where} {what}")
