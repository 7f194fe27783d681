from __future__ import annotations

import struct

import pytest

from tests.factories.module_folder import SVG, ModuleFolder


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A picture as its frame tells it."""
    head = struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + head + pixels + struct.pack(">I4sI", 0, b"IEND", 0xAE426082)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (png(9000, 8000), "it has 9,000 × 8,000 pixels; at most 5,000 may be on a side"),
        (png(800, 600)[:-12], "it is cut short or no proper PNG"),
        (png(800, 600)[:20], "it is cut short or no proper PNG"),
    ],
)
def test_a_png_that_no_learner_would_see_is_told(sample: ModuleFolder, raw: bytes, problem: str) -> None:
    sample.edit("module.yaml", "cover.svg", "cover.png")
    (sample.folder / "media/cover.svg").unlink()
    sample.write("media/cover.png", raw)
    assert sample.faults() == [f"media/cover.png:1: the picture cannot be used: {problem}"]


def test_a_sound_png_is_fine(sample: ModuleFolder) -> None:
    sample.edit("module.yaml", "cover.svg", "cover.png")
    (sample.folder / "media/cover.svg").unlink()
    sample.write("media/cover.png", png(5000, 3000))
    assert sample.faults() == []


@pytest.mark.parametrize("alt", ["path.svg", "IMG_2040", "path", "photo.JPG", "scene-1"])
def test_an_alternative_text_that_is_a_file_name_is_a_fault(sample: ModuleFolder, alt: str) -> None:
    sample.edit("activities/begin.md", "A path that parts in a wood", alt)
    assert sample.faults() == [f"activities/begin.md:13: “{alt}” is a file name: say in words what the picture shows"]


def test_a_name_with_other_letters_is_told_as_it_was_written(sample: ModuleFolder) -> None:
    (sample.folder / "media/path.svg").rename(sample.folder / "media/tür.svg")
    sample.edit("activities/begin.md", "path.svg", "tür.svg")
    told = sample.faults()
    assert (
        "activities/begin.md:13: “tür.svg” is no picture of media/: give only its file name, in small letters" in told
    )
    assert "media/tür.svg:1: the name may hold only small letters, digits, dots and hyphens" in told


def test_decoration_needs_no_alternative_text(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "A path that parts in a wood", "")
    assert sample.faults() == []


def test_a_picture_that_is_not_there_is_told_where_it_is_shown(sample: ModuleFolder) -> None:
    (sample.folder / "media/path.svg").unlink()
    assert sample.faults() == ["activities/begin.md:13: there is no picture “path.svg” in media/"]


def test_a_cover_that_is_not_there_is_told(sample: ModuleFolder) -> None:
    (sample.folder / "media/cover.svg").unlink()
    assert sample.faults() == ["module.yaml:7: cover: there is no such picture in media/"]


def test_a_picture_that_could_run_something_is_refused(sample: ModuleFolder) -> None:
    sample.write("media/path.svg", SVG.replace("<rect", '<rect onclick="x()"'))
    assert sample.faults() == ["media/path.svg:1: the picture cannot be used: it may run nothing (onclick)"]


def test_a_kind_of_picture_that_clients_do_not_show_is_refused(sample: ModuleFolder) -> None:
    sample.write("media/path.gif", b"GIF89a")
    sample.edit("activities/begin.md", "path.svg", "path.gif")
    assert "media/path.gif:1: the picture cannot be used: only svg, png and jpg pictures are allowed" in sample.faults()


def test_pictures_that_are_too_large_together_are_told(sample: ModuleFolder) -> None:
    names = [f"{letter}.png" for letter in "abcd"]
    for name in names:
        sample.write(f"media/{name}", png(800, 600, b"x" * 390_000))
        sample.edit("activities/begin.md", "Then on.", f"![A wide wood]({name})\n\nThen on.")
    assert sample.faults() == ["media:1: the pictures have more than 1,500 kB together"]
