from __future__ import annotations

from cor_desktop.authoring.source import MAX_PICTURE, MAX_TEXT, read_source
from tests.factories.module_folder import ModuleFolder


def test_a_body_knows_the_line_on_which_it_begins(sample: ModuleFolder) -> None:
    body = read_source(sample.folder).activities["begin"].body
    assert (body.file, body.line) == ("content/small-steps/activities/begin.md", 8)


def test_a_fault_in_a_body_names_the_line_of_the_file(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then `on`.")
    assert sample.faults() == ["activities/begin.md:18: code cannot be used here"]


def test_a_fault_in_a_block_of_the_front_matter_names_the_line_of_the_file(sample: ModuleFolder) -> None:
    sample.edit("activities/decide.md", "It is early.", "It is `early`.")
    assert sample.faults() == ["activities/decide.md:13: code cannot be used here"]


def test_windows_line_ends_and_a_byte_order_mark_are_read_like_others(sample: ModuleFolder) -> None:
    plain = sample.checked().modules
    for path in sample.folder.rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert sample.checked().modules == plain


def test_a_file_without_front_matter_is_told(sample: ModuleFolder) -> None:
    sample.write("activities/begin.md", "Just text.\n")
    assert (
        "activities/begin.md:1: the file must begin with a line `---`, its fields, and a line `---`" in sample.faults()
    )


def test_a_file_that_is_not_utf_8_is_told_with_its_line(sample: ModuleFolder) -> None:
    sample.write("facilitation.md", b"## For a team\n\nCaf\xe9\n")
    assert sample.faults() == ["facilitation.md:3: this is not UTF-8: save the file as UTF-8 in your editor"]


def test_a_control_character_is_told_with_its_line(sample: ModuleFolder) -> None:
    sample.edit("facilitation.md", "together", "toge\x07ther")
    assert "facilitation.md:3: there is an invisible control character in this line" in sample.faults()


def test_a_missing_facilitation_page_is_told(sample: ModuleFolder) -> None:
    (sample.folder / "facilitation.md").unlink()
    assert sample.faults() == ["facilitation.md:1: this file is missing"]


def test_an_empty_page_for_a_team_is_told(sample: ModuleFolder) -> None:
    sample.write("facilitation.md", "\n")
    assert sample.faults() == ["facilitation.md:1: the page for a school team is empty"]


def test_what_a_file_manager_leaves_behind_is_no_picture(sample: ModuleFolder) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        sample.write(f"media/{name}", b"\x00")
    assert sample.faults() == []


def test_a_huge_text_is_refused_unread(sample: ModuleFolder) -> None:
    sample.write("facilitation.md", b"a" * (MAX_TEXT + 1))
    assert sample.faults() == ["facilitation.md:1: the file has 262 kB; at most 262 kB are allowed"]


def test_a_huge_picture_is_refused_unread(sample: ModuleFolder) -> None:
    for name in ("path.svg", "cover.svg"):
        sample.write(f"media/{name}", b" " * (MAX_PICTURE + 1000))
    assert sample.faults() == [
        "media/cover.svg:1: the file has 401 kB; at most 400 kB are allowed",
        "media/path.svg:1: the file has 401 kB; at most 400 kB are allowed",
    ]


def test_the_faults_of_every_file_are_told_at_once(sample: ModuleFolder) -> None:
    sample.edit("module.yaml", "number: 1", "number: one")
    sample.edit("activities/begin.md", "minutes: 3.5", "minutes: some")
    sample.edit("activities/rate.md", "title: A rating", "titel: A rating")
    assert sample.faults() == [
        "activities/begin.md:5: minutes: a number is needed here",
        "activities/rate.md:2: title is missing",
        "activities/rate.md:4: a rating has no field “titel”: did you mean “title”?",
        "module.yaml:3: number: a whole number is needed here",
    ]
