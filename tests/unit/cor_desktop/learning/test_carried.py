"""What may be carried to a computer as a course, and what is refused before a byte of it is written or inflated."""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cor_desktop.learning.carried import carried
from cor_protocol.pack import MAX_BLOB, MAX_BLOBS, PackFault, fetch
from tests.factories.courses import zipped
from tests.factories.modules import a_module
from tests.factories.packs import a_pack

BLOB = "blobs/" + "a" * 64
HOSTILE = [
    "../index.json",
    "blobs/../../evil",
    "/etc/passwd",
    "\\\\server\\share",
    "C:\\Windows\\evil.dll",
    "C:evil",
    "blobs\\" + "a" * 64,
    "INDEX.JSON",
    "Blobs/" + "a" * 64,
    "blobs/" + "A" * 64,
    "blobs/CON",
    "NUL.json",
    "NUL.",
    "com1",
    "index.json.",
    "index.json ",
    "index.json:stream",
    "index.json\1.exe",
    "blobs/" + "a" * 63,
    "__MACOSX",
    "x/__MACOSX/evil.exe",
    "../.DS_Store",
    "index.json/index.json",
]


def a_zip(place: Path, *names: str | zipfile.ZipInfo, before: str = "index.json") -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        if before:
            archive.writestr(before, b"{}")
        for name in names:
            archive.writestr(name, b"x")
    place.write_bytes(place.read_bytes().replace(b"\1.exe", b"\0.exe"))  # which nobody writes who means well
    return place


def refusal(place: Path) -> str:
    with pytest.raises(PackFault) as told, carried(place):
        raise AssertionError("it was opened")
    return str(told.value)


@pytest.mark.parametrize("within", ["", "The course 2027 (new)"])
def test_a_zip_reads_like_the_folder_it_was_made_of(tmp_path: Path, within: str) -> None:
    folder = a_pack(tmp_path / "pack", a_module("a"))
    with carried(zipped(folder, tmp_path / "c.zip", within)) as read, carried(folder) as plain:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            assert fetch(read, name, 10**6) == fetch(plain, name, 10**6) == path.read_bytes()
            assert fetch(read, name, 5) == path.read_bytes()[:5]
        for reader in (read, plain):
            with pytest.raises(PackFault, match="missing or cannot be read"):
                fetch(reader, BLOB, 5)


LITTER = (".DS_Store", "blobs/.DS_Store", "Thumbs.db", "desktop.ini", "._index.json")


@pytest.mark.parametrize("within", ["", "course/"])
def test_what_a_mac_or_windows_packs_along_by_itself_is_passed_over(tmp_path: Path, within: str) -> None:
    names = ["__MACOSX/", f"__MACOSX/{within}._index.json", *(f"{within}{name}" for name in LITTER)]
    with carried(a_zip(tmp_path / "c.zip", *names, f"{within}index.json", before="")) as read:
        assert fetch(read, "index.json", 10) == b"x"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_zip_with_any_other_name_is_refused(tmp_path: Path, name: str) -> None:
    told = refusal(a_zip(tmp_path / "c.zip", name))
    assert "belongs to no course" in told or "no course has in this way" in told


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_in_front_is_no_folder_to_look_into(tmp_path: Path, name: str) -> None:
    place = a_zip(tmp_path / "c.zip", name, f"{name}/index.json", before="")
    told = refusal(place)
    assert "belongs to no course" in told or "no course has in this way" in told


def test_a_file_without_a_name_is_refused(tmp_path: Path) -> None:
    place = a_zip(tmp_path / "c.zip", before="q")
    place.write_bytes(place.read_bytes().replace(b"\1\0\0\0q", b"\0\0\0\0").replace(b"q", b""))
    assert "no course" in refusal(place)


def test_a_name_is_shown_without_what_could_mislead(tmp_path: Path) -> None:
    assert refusal(a_zip(tmp_path / "c.zip", "evil‮gnp.exe\n" + "x" * 300)) == (
        "It holds something that belongs to no course: evilgnp.exe" + "x" * 47 + "."
    )


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo(BLOB)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "no course has in this way" in refusal(a_zip(tmp_path / "c.zip", link))


def test_a_sealed_zip_is_refused(tmp_path: Path) -> None:
    place = a_zip(tmp_path / "c.zip")
    raw = bytearray(place.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    place.write_bytes(raw)
    assert "no course has in this way" in refusal(place)


def test_a_zip_written_in_an_uncommon_way_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("index.json", b"{}")
    assert "no course has in this way" in refusal(tmp_path / "c.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "more or larger" in refusal(a_zip(tmp_path / "c.zip", BLOB, BLOB))


def test_more_files_than_a_course_has_are_refused(tmp_path: Path) -> None:
    names = [f"blobs/{number:064x}" for number in range(MAX_BLOBS + 4)]
    assert "more or larger" in refusal(a_zip(tmp_path / "c.zip", *names))


def test_a_file_that_says_it_is_larger_than_any_of_a_course_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(BLOB, b"\0" * (MAX_BLOB + 1))
    assert "no course has in this way" in refusal(tmp_path / "c.zip")


@pytest.mark.parametrize("length", [0, 1, 21, 22, 60])
def test_a_zip_that_is_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    place = a_zip(tmp_path / "c.zip", BLOB)
    place.write_bytes(place.read_bytes()[:length])
    assert refusal(place) == "There is no course in c.zip: it is damaged, or something else."


def test_a_zip_with_a_comment_or_in_the_large_form_is_refused(tmp_path: Path) -> None:
    place = a_zip(tmp_path / "c.zip")
    with zipfile.ZipFile(place, "a") as archive:
        archive.comment = b"hello"
    assert "There is no course" in refusal(place)
    raw = a_zip(tmp_path / "c.zip").read_bytes()
    place.write_bytes(raw[:-22] + b"PK\x06\x07" + bytes(16) + raw[-22:])
    assert "There is no course" in refusal(place)


def test_a_file_that_inflates_to_other_bytes_than_it_says_cannot_be_read(tmp_path: Path) -> None:
    place = a_zip(tmp_path / "c.zip", BLOB)
    raw = bytearray(place.read_bytes())
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 16] ^= 1  # the checksum
    place.write_bytes(raw)
    with carried(place) as read, pytest.raises(PackFault, match="cannot be read"):
        fetch(read, BLOB, 10)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.zip").startswith("There is no course in gone.zip")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_in_a_folder_is_no_file_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "index.json")
    with carried(tmp_path) as read, pytest.raises(PackFault, match="missing or cannot be read"):
        fetch(read, "index.json", 10)


BOMBS = ("said", "unsaid", "listed", "overlapping")

MEASURED = """
import resource, sys
from pathlib import Path
from cor_desktop.learning.carried import carried
from cor_protocol.pack import PackFault, fetch
def grown(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = grown()
try:
    with carried(Path(sys.argv[1])) as read:
        for name in sys.argv[2:]:
            fetch(read, name, 8 * 1024 * 1024)
except PackFault as fault:
    print(fault, file=sys.stderr)
print((grown() - before) // 1024)
"""


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_zip_bomb_costs_under_64_mib_of_memory(tmp_path: Path, bomb: str) -> None:
    place, names = a_bomb(tmp_path / "bomb.zip", bomb)
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED, str(place), *names], capture_output=True, text=True, check=True, timeout=120
    )
    print(bomb, measured.stdout.strip(), "MiB", measured.stderr.strip())
    assert int(measured.stdout) < 64
    assert measured.stderr, "nothing was refused"


def a_bomb(place: Path, kind: str) -> tuple[Path, list[str]]:
    """A thousand times larger inflated: as it says, without saying so, as a list of names, or by one file for many."""
    if kind == "listed":
        listed = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
        count = 2_000_000
        end = b"PK\x05\x06" + bytes(4) + struct.pack("<HHII", 0xFFFF, 0xFFFF, len(listed) * count, 0) + bytes(2)
        place.write_bytes(listed * count + end)
        return place, []
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(BLOB, "w") as file:
        for _ in range(256):
            file.write(bytes(1024 * 1024))
    assert place.stat().st_size * 900 < 256 * 1024 * 1024
    raw = bytearray(place.read_bytes())
    entry = raw.rindex(b"PK\x01\x02")
    if kind == "unsaid":
        raw[entry + 24 : entry + 28] = struct.pack("<I", 1000)
        raw[22:26] = struct.pack("<I", 1000)
    if kind == "overlapping":
        raw = overlapping(raw, entry)
    place.write_bytes(raw)
    return place, [BLOB, *(f"blobs/{number:064x}" for number in range(40))]


def overlapping(raw: bytearray, entry: int) -> bytearray:
    """Many names for the same bytes."""
    one = raw[entry:-22]
    one[24:28] = struct.pack("<I", MAX_BLOB)
    many = bytearray()
    for number in range(40):
        many += one[:46] + f"blobs/{number:064x}".encode()
    many += one
    end = b"PK\x05\x06" + bytes(4) + struct.pack("<HHII", 41, 41, len(many), entry) + bytes(2)
    return raw[:entry] + many + end


def test_reading_the_same_bomb_without_care_would_cost_more(tmp_path: Path) -> None:
    place, _names = a_bomb(tmp_path / "bomb.zip", "said")
    careless = f"import resource, zipfile; zipfile.ZipFile({str(place)!r}).read({BLOB!r})"
    measured = [sys.executable, "-c", f"{careless}; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"]
    assert int(subprocess.run(measured, capture_output=True, text=True, check=True, timeout=120).stdout) > 200
