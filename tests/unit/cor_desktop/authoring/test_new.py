from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cor_desktop.authoring.check import check, module_folders
from cor_desktop.authoring.new import CannotBegin, new_module
from cor_desktop.authoring.schema import load_schema
from tests.factories.module_folder import ModuleFolder

TYPES = {"reading", "reflection", "scenario", "choice", "order", "match", "rating", "plan"}


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("content").mkdir()
    return new_module(Path("content/first-days"))


def test_a_new_module_has_no_fault_and_nothing_worth_a_look(begun: Path) -> None:
    checked = check([begun])
    assert (checked.faults, checked.advice) == ((), ())


def test_a_new_module_shows_one_of_every_type_with_a_comment(begun: Path) -> None:
    texts = [path.read_text("utf-8") for path in (begun / "activities").iterdir()]
    assert {found[1] for text in texts if (found := re.search(r"^type: (\w+)$", text, re.MULTILINE))} == TYPES
    assert all(text.splitlines()[2].startswith("# A") for text in texts)


def test_what_need_not_be_asked_is_filled_in(begun: Path) -> None:
    module = check([begun]).modules[0].module
    assert (module.key, module.title, module.number, module.version) == ("first-days", "First days", 1, 1)


@pytest.mark.parametrize("title", ['He said: "no"', "#1 — what’s next?", "{first}", "Deja vu \\ again", "- a dash"])
def test_any_title_is_taken_as_it_is(begun: Path, title: str) -> None:
    folder = new_module(Path("content/second-days"), title)
    faults = [fault for fault in check([folder]).faults if "words.txt" not in fault.sentence]
    assert (faults, check([folder]).modules[0].module.title) == ([], title)


def test_a_new_module_comes_after_those_beside_it(sample: ModuleFolder) -> None:
    sample.edit("module.yaml", "number: 1", "number: 7")
    new_module(Path("content/first-days"))
    assert sorted(each.module.number for each in check(module_folders(Path("content"))).modules) == [7, 8]


def test_a_module_beside_it_that_cannot_be_read_is_passed_over(sample: ModuleFolder) -> None:
    sample.write("module.yaml", "- [")
    assert check([new_module(Path("content/first-days"))]).modules[0].module.number == 1


def test_what_is_there_already_is_left_as_it_is(begun: Path) -> None:
    (begun / "module.yaml").write_text("mine", "utf-8")
    with pytest.raises(CannotBegin, match="is there already, and is left as it is"):
        new_module(begun)
    assert (begun / "module.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize("key", ["Big", "a", "1st", "two words", "ä-b-c"])
def test_a_name_that_cannot_be_a_key_is_refused_in_words(begun: Path, key: str) -> None:
    with pytest.raises(CannotBegin, match="it must be 3 to 31 small letters, digits and hyphens"):
        new_module(Path("content") / key)
    assert not (Path("content") / key).exists()


def test_editors_find_what_may_be_written(begun: Path) -> None:
    for file in (begun / "module.yaml", *(begun / "activities").iterdir()):
        found = re.search(r"\$schema=(\S+)", file.read_text("utf-8"))
        assert found is not None
        name = "module" if file.name == "module.yaml" else "activity"
        assert json.loads((file.parent / found[1]).read_text("utf-8")) == load_schema(name)
