from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cor_desktop.authoring.__main__ import main
from tests.factories.module_folder import ModuleFolder
from tests.factories.translations import a_translation, small_steps_in_spanish


def test_a_sound_module_is_told_and_the_exit_code_is_0(
    sample: ModuleFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "content"]) == 0
    assert capsys.readouterr().out == "small-steps 3: 8 activities, 28 minutes, no fault\n"


def test_every_fault_is_printed_with_file_and_line_and_the_exit_code_is_1(
    sample: ModuleFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then `on`.")
    sample.edit("activities/rate.md", "up_to: 1.5", "up_to: 4")
    assert main(["check", "content"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "content/small-steps/activities/begin.md:18: code cannot be used here",
        "content/small-steps/activities/rate.md:10: bands: each `up_to` must be above the one before",
    ]


def test_a_module_with_a_fault_is_not_packed(sample: ModuleFolder) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then `on`.")
    assert main(["pack", "content", "out"]) == 1
    assert not Path("out").exists()


def test_a_sound_module_is_packed(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "content", "out"]) == 0
    assert Path("out/index.json").is_file()
    assert capsys.readouterr().out.startswith("out: version 300, 1 module, ")


def test_a_pack_says_whether_it_is_signed(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    Path("key.pem").write_bytes(pem)
    main(["pack", "content", "out", "--key", "key.pem"])
    main(["pack", "content", "out"])
    assert [line.rpartition(", ")[2] for line in capsys.readouterr().out.splitlines()] == ["signed", "not signed"]


def test_a_key_that_is_not_there_is_told_in_words(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["pack", "content", "out", "--key", "nowhere.pem"])
    assert capsys.readouterr().err.endswith("nowhere.pem cannot be read: there is no such file, or it is not for you\n")


def test_a_place_that_cannot_be_written_is_told(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").write_text("a file is in the way")
    assert main(["pack", "content", "out"]) == 1
    assert capsys.readouterr().err.startswith("The pack could not be written: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check"],
        ["bake"],
        ["check", "nowhere"],
        ["pack", "content", "out", "--key", "nowhere.pem"],
        ["pack", "content", "out", "--expires", "soon"],
        ["pack", "content", "out", "--version", "-1"],
        ["new"],
        ["new", "Big"],
        ["new", "small-steps"],
        ["preview", "content"],
        ["preview", "content/small-steps", "--at", "nowhere"],
        ["translate", "content", "es"],
        ["translate", "content/small-steps", "spanish"],
        ["translate", "content/small-steps", "en"],
    ],
)
def test_wrong_usage_ends_with_2(sample: ModuleFolder, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_new_module_goes_to_the_others_and_the_next_step_is_told(
    sample: ModuleFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "first-days", "--title", "The first days"]) == 0
    next_step = "Look at it: cor-content preview content/first-days"
    assert capsys.readouterr().out == f"content/first-days is there. {next_step}\n"
    assert main(["check", "content"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "first-days 1: 8 activities, 30 minutes, no fault"


@pytest.mark.parametrize("key", ["first-days", "elsewhere/first-days"])
def test_a_new_module_is_made_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["new", key]) == 0
    assert Path(key, "module.yaml").is_file()


def test_a_place_where_no_module_can_be_made_is_told(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").write_text("in the way")
    assert main(["new", "file/first-days"]) == 1
    assert capsys.readouterr().err.startswith("The module could not be written: ")


def test_what_is_worth_a_look_is_told_and_the_exit_code_is_0(
    sample: ModuleFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    hard = "Professional considerations notwithstanding, contemporary institutional requirements predominate. "
    sample.edit("activities/begin.md", "Then on.", hard * 20)
    assert main(["check", "content"]) == 0
    told = capsys.readouterr().out.splitlines()[1]
    assert told.startswith("content/small-steps/activities/begin.md:1: worth a look: hard to read: LIX ")


def test_a_module_is_translated_and_its_coverage_told(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "content/small-steps", "es"]) == 0
    assert capsys.readouterr().out == "content/small-steps/locale/es.po: 0 of 62 texts are translated\n"
    assert main(["check", "content"]) == 0
    coverage = "content/small-steps/locale/es.po: 0 % translated, 62 texts wait for a translator"
    assert capsys.readouterr().out.splitlines()[1] == coverage


def test_a_translation_that_is_there_is_only_brought_up_to_date_when_asked(sample: ModuleFolder) -> None:
    path = a_translation(sample.folder, "es", small_steps_in_spanish)
    before = path.read_bytes()
    with pytest.raises(SystemExit) as ended:
        main(["translate", "content/small-steps", "es"])
    assert (ended.value.code, path.read_bytes()) == (2, before)
    sample.edit("activities/begin.md", "Greet one person by name.", "Greet one person by their name.")
    assert main(["translate", "content/small-steps", "es", "--update"]) == 0
    assert "#, fuzzy" in path.read_text("utf-8")


def test_a_module_with_faults_is_not_translated(sample: ModuleFolder, capsys: pytest.CaptureFixture[str]) -> None:
    sample.edit("activities/begin.md", "Then on.", "Then `on`.")
    assert main(["translate", "content/small-steps", "es"]) == 1
    assert capsys.readouterr().out == "content/small-steps/activities/begin.md:18: code cannot be used here\n"
    assert not (sample.folder / "locale").exists()


def test_where_the_window_is_not_installed_the_preview_says_so(
    sample: ModuleFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "cor_desktop.authoring.preview", None)
    monkeypatch.setitem(sys.modules, "PySide6.QtCore", None)
    with pytest.raises(SystemExit) as ended:
        main(["preview", "content/small-steps"])
    assert ended.value.code == 2
    assert "the preview is the learners' window, which is not installed here" in capsys.readouterr().err
